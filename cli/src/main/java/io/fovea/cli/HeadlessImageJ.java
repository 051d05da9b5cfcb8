package io.fovea.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import javassist.CannotCompileException;
import javassist.ClassPool;
import javassist.CtClass;
import javassist.NotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes ImageJ's dialogs read a macro's options without a display. ImageJ builds a dialog even for that, which AWT refuses;
 * Fiji mends it by ImageJ's own patcher, which takes the window from under {@code GenericDialog}. Of its patches these are
 * the ones for life without a display, and no other; {@link HeadlessPatches} goes on from there.
 */
final class HeadlessImageJ {
    private static final Logger LOG = LoggerFactory.getLogger(HeadlessImageJ.class);
    private static final String PATCHER = "net.imagej.patcher.";
    private static final String DIALOG = "ij.gui.GenericDialog";

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
            Method classes = type.getDeclaredMethod("getClass", String.class);
            new HeadlessPatches(name -> (CtClass) callUnchecked(classes, hacker, name)).apply();
            call(type.getMethod("loadClasses"), hacker);
        } catch (ReflectiveOperationException
                | CannotCompileException
                | NotFoundException
                | RuntimeException
                | LinkageError e) {
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

    private static Object callUnchecked(Method method, Object target, Object... arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(target, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void call(Method method, Object target, Object... arguments) throws ReflectiveOperationException {
        method.setAccessible(true);
        method.invoke(target, arguments);
    }
}
