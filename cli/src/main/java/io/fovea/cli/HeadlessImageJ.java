package io.fovea.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import javassist.ClassPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes ImageJ's dialogs read a macro's options without a display. ImageJ builds a dialog even for that, which AWT refuses;
 * Fiji mends it by ImageJ's own patcher, which takes the window from under {@code GenericDialog}. Of its patches these are
 * the ones for life without a display, and no other.
 */
final class HeadlessImageJ {
    private static final Logger LOG = LoggerFactory.getLogger(HeadlessImageJ.class);
    private static final String PATCHER = "net.imagej.patcher.";
    private static final String DIALOG = "ij.gui.GenericDialog";

    /** An item that there is none of would become the first one without a word. */
    private static final String ADD_CHOICE =
            """
            String item = ij.Macro.getValue(ij.Macro.getOptions(), $1 == null ? "" : $1, $3);
            if (!java.util.Arrays.asList($2).contains(item))
                throw new RuntimeException("'" + item + "' is none of its choices for '" + $1 + "': "
                    + String.join(", ", $2));
            super.addChoice($1, $2, $3);
            """;

    private HeadlessImageJ() {}

    /**
     * Patches ImageJ, once. Where that has been touched before in this Java, or Java was not started with
     * {@code --add-opens=java.base/java.lang=ALL-UNNAMED}, it stays as it is, and commands that make a dialog fail with a
     * sentence.
     */
    static void prepare() {
        try {
            if (isLoaded("ij.IJ") || isLoaded(DIALOG)) {
                return;
            }
            Class<?> type = Class.forName(PATCHER + "CodeHacker");
            Object hacker = accessible(type.getDeclaredConstructor(ClassLoader.class, ClassPool.class))
                    .newInstance(HeadlessImageJ.class.getClassLoader(), new ClassPool(false));
            Class<?> headless = Class.forName(PATCHER + "LegacyHeadless");
            Object patches = accessible(headless.getDeclaredConstructor(type)).newInstance(hacker);
            call(headless.getMethod("patch"), patches);
            call(
                    type.getMethod("insertNewMethod", String.class, String.class, String.class),
                    hacker,
                    DIALOG,
                    "public void addChoice(java.lang.String label, java.lang.String[] items, java.lang.String item)",
                    ADD_CHOICE);
            call(type.getMethod("loadClasses"), hacker);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.debug("ImageJ's dialogs stay as they are", e);
        }
    }

    private static boolean isLoaded(String name) throws ReflectiveOperationException {
        Method find = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
        find.setAccessible(true);
        return find.invoke(HeadlessImageJ.class.getClassLoader(), name) != null;
    }

    private static <T> Constructor<T> accessible(Constructor<T> constructor) {
        constructor.setAccessible(true);
        return constructor;
    }

    private static void call(Method method, Object target, Object... arguments) throws ReflectiveOperationException {
        method.setAccessible(true);
        method.invoke(target, arguments);
    }
}
