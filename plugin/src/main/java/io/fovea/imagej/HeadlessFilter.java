package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.plugin.filter.ExtendedPlugInFilter;
import ij.plugin.filter.PlugInFilterRunner;
import ij.process.ImageProcessor;
import java.awt.HeadlessException;

/**
 * A filter of ImageJ run where there is no display. ImageJ passes over a dialog that fails and filters with whatever
 * numbers the filter begins with, not those of the macro; this one lets the failure out.
 */
final class HeadlessFilter implements ExtendedPlugInFilter {
    private final ExtendedPlugInFilter filter;
    private ImagePlus image;

    /** What the dialog failed with; an exception of another kind would be passed over. */
    private RuntimeException failure;

    private HeadlessFilter(ExtendedPlugInFilter filter) {
        this.filter = filter;
    }

    /** Whether a plugin asks for its numbers where ImageJ passes over failures. */
    static boolean isNeeded(String className) {
        try {
            return ExtendedPlugInFilter.class.isAssignableFrom(
                    IJ.getClassLoader().loadClass(className));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Runs a filter on the current image.
     *
     * @throws HeadlessException if it opens a dialog
     * @throws RuntimeException if its dialog fails otherwise
     */
    static void run(String command, String className, String argument) {
        HeadlessFilter wrapped;
        try {
            Object plugin = IJ.getClassLoader()
                    .loadClass(className)
                    .getDeclaredConstructor()
                    .newInstance();
            wrapped = new HeadlessFilter((ExtendedPlugInFilter) plugin);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        try {
            new PlugInFilterRunner(wrapped, command, argument);
        } catch (RuntimeException e) {
            throw wrapped.failure == null ? e : wrapped.failure;
        }
    }

    @Override
    public int setup(String argument, ImagePlus target) {
        image = target;
        return filter.setup(argument, target);
    }

    @Override
    public int showDialog(ImagePlus target, String command, PlugInFilterRunner runner) {
        try {
            return filter.showDialog(target, command, runner);
        } catch (RuntimeException e) {
            failure = e;
            if (image != null) {
                image.unlock();
            }
            throw new IllegalStateException(Macro.MACRO_CANCELED, e);
        }
    }

    @Override
    public void setNPasses(int passes) {
        filter.setNPasses(passes);
    }

    @Override
    public void run(ImageProcessor pixels) {
        filter.run(pixels);
    }
}
