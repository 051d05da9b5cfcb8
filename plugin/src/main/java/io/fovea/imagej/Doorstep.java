package io.fovea.imagej;

import ij.IJ;
import ij.plugin.PlugIn;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;

/**
 * Where ImageJ's menu leads: says in a sentence why Fovea cannot run here, or opens {@link Door}. Compiled for Java 8, and
 * needs nothing but ImageJ, so that an old Java, or a single jar without the others, gets as far as this.
 *
 * <p>Plain ImageJ has no SciJava, which Fiji has: there the jars for it that lie within Fovea's are put beside it.
 */
public final class Doorstep implements PlugIn {
    private static final int NEEDED_JAVA = 17;

    /** A class of each library that has a jar of its own, and the name of the jar. */
    private static final String[][] LIBRARIES = {
        {"ai.onnxruntime.OrtEnvironment", "onnxruntime"},
        {"org.opencv.core.Core", "opencv"},
        {"io.fovea.model.ModelLibrary", "fovea-runtime"},
    };

    private static final String[] OF_FIJI = {"scijava-common.jar", "parsington.jar", "slf4j-api.jar"};

    private static ClassLoader house;

    /** Goes through the door to the SciJava command of a class name. */
    @Override
    public void run(String commandClass) {
        String java = System.getProperty("java.specification.version");
        String obstacle = obstacle(java, System.getProperty("java.home"), Doorstep.class.getClassLoader());
        if (obstacle != null) {
            IJ.error("Fovea", obstacle);
            return;
        }
        try {
            // By name, as an old Java can read neither the door nor what is behind it.
            Object door =
                    house().loadClass("io.fovea.imagej.Door").getConstructor().newInstance();
            ((PlugIn) door).run(commandClass);
        } catch (InvocationTargetException e) {
            fail(e.getCause());
        } catch (ReflectiveOperationException | IOException | LinkageError e) {
            fail(e);
        }
    }

    private static void fail(Throwable why) {
        IJ.error(
                "Fovea", "Fovea cannot start (" + why + "). 'fovea doctor --fiji FOLDER' says what this folder lacks.");
    }

    /** Why Fovea cannot run, in a sentence, or null. */
    static String obstacle(String java, String home, ClassLoader loader) {
        if (isTooOld(java)) {
            return "Fovea needs Java " + NEEDED_JAVA + " or newer, and this ImageJ runs on Java " + java + " (" + home
                    + "). Take a newer Fiji, or start ImageJ with a newer Java.";
        }
        for (String[] library : LIBRARIES) {
            if (!has(loader, library[0])) {
                return "Fovea lacks its library '" + library[1] + "': one jar is not enough. Unpack the whole zip into"
                        + " the folder of Fiji or ImageJ, or run 'fovea install --fiji FOLDER', and start it again.";
            }
        }
        return null;
    }

    /** Whether a version such as {@code 1.8}, {@code 11} or {@code 17} is older than what is needed. */
    static boolean isTooOld(String specification) {
        return specification.startsWith("1.") || Integer.parseInt(specification) < NEEDED_JAVA;
    }

    private static boolean has(ClassLoader loader, String type) {
        try {
            Class.forName(type, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static synchronized ClassLoader house() throws IOException {
        if (house == null) {
            ClassLoader here = Doorstep.class.getClassLoader();
            house = has(here, "org.scijava.Context") ? here : withJarsOfFiji(here);
        }
        return house;
    }

    private static ClassLoader withJarsOfFiji(ClassLoader here) throws IOException {
        if (!(here instanceof URLClassLoader)) {
            throw new IOException("there is no SciJava");
        }
        URL[] plugins = ((URLClassLoader) here).getURLs();
        URL[] all = new URL[plugins.length + OF_FIJI.length];
        System.arraycopy(plugins, 0, all, 0, plugins.length);
        for (int i = 0; i < OF_FIJI.length; i++) {
            all[plugins.length + i] = unpack(OF_FIJI[i]);
        }
        return new URLClassLoader(all, IJ.class.getClassLoader());
    }

    private static URL unpack(String name) throws IOException {
        try (InputStream in = Doorstep.class.getResourceAsStream("/io/fovea/plain/" + name)) {
            if (in == null) {
                throw new IOException("there is no SciJava");
            }
            File jar = File.createTempFile("fovea-", "-" + name);
            jar.deleteOnExit();
            Files.copy(in, jar.toPath(), StandardCopyOption.REPLACE_EXISTING);
            return jar.toURI().toURL();
        }
    }
}
