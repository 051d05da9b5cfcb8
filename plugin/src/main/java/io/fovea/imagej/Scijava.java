package io.fovea.imagej;

import ij.IJ;
import org.scijava.Context;

/** SciJava's context: Fiji's own where there is one, otherwise one made on first use and kept. Thread-safe. */
final class Scijava {
    private static Context context;

    private Scijava() {}

    static synchronized Context context() {
        if (context == null) {
            context = isFiji() ? existing() : create();
        }
        return context;
    }

    private static boolean isFiji() {
        try {
            Class.forName("net.imagej.legacy.LegacyService", false, IJ.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Fiji answers this call with its context; we do not depend on its legacy layer to ask for it. */
    private static Context existing() {
        return IJ.runPlugIn("org.scijava.Context", "") instanceof Context found ? found : create();
    }

    /** SciJava looks for its plugins through the thread's class loader, which may not see the plugins folder. */
    private static Context create() {
        Thread thread = Thread.currentThread();
        ClassLoader previous = thread.getContextClassLoader();
        thread.setContextClassLoader(Scijava.class.getClassLoader());
        try {
            return new Context();
        } finally {
            thread.setContextClassLoader(previous);
        }
    }
}
