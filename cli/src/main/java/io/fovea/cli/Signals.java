package io.fovea.cli;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The signals by which people and systems end a process. Java's shutdown hooks come too late for them: they all run at
 * once, and ONNX Runtime's takes the library down while it still computes.
 */
final class Signals {
    /** Ctrl-C, a request to end, a terminal that is closed; with the exit code that a shell gives for each. */
    private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143, "HUP", 129);

    private Signals() {}

    /**
     * Hands every such signal to {@code handler}, with the exit code for it, on a thread of its own. One that this process
     * was started to ignore stays ignored; where Java has no signals, it ends as it always does.
     */
    static void handle(IntConsumer handler) {
        CODES.forEach((name, code) -> handle(name, () -> handler.accept(code)));
    }

    /** By reflection, as javac warns of every mention of a class that is not of the standard. */
    private static void handle(String name, Runnable action) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, args) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.invoke(action, args);
                        }
                        action.run();
                        return null;
                    });
            Object signal = type.getConstructor(String.class).newInstance(name);
            type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
        } catch (ReflectiveOperationException noSuchSignal) {
            return; // Windows has no HUP, and -Xrs leaves all of them to the system
        }
    }
}
