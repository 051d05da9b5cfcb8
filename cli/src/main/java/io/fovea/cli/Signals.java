package io.fovea.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The signals by which people and systems end a process. Java's shutdown hooks come too late for them: they all run at
 * once, and ONNX Runtime's takes the library down while it still computes.
 */
final class Signals {
    /** Ctrl-C, a request to end, a terminal that is closed; with the exit code that a shell gives for each. */
    private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143, "HUP", 129);

    /** The system ends a process at once; this is for where it does not. */
    private static final long DEATH_MILLIS = 500;

    private Signals() {}

    /**
     * Hands every such signal to {@code handler}, with the exit code for it, on a thread of its own. One that this process
     * was started to ignore stays ignored; where Java has no signals, it ends as it always does.
     */
    static void handle(IntConsumer handler) {
        CODES.forEach((name, code) -> handle(name, () -> handler.accept(code)));
    }

    /**
     * Makes ready to end the process as the signal of an exit code ends one that does not listen: at once, and by the system, so
     * that shells see that code. {@link Runtime#halt} runs what native libraries do at the end, which takes libtorch down while it
     * still computes.
     *
     * @return does so; it comes back after a while where that cannot be, as on Windows, whose way of halting stops all threads first
     */
    static Runnable death(int code) {
        return CODES.entrySet().stream()
                .filter(signal -> signal.getValue() == code)
                .findFirst()
                .flatMap(signal -> killer(signal.getKey()))
                .<Runnable>map(killer -> () -> die(killer))
                .orElse(() -> {});
    }

    /** A shell that is started beforehand, as that takes a while, and kills when it is told to. */
    private static Optional<Process> killer(String name) {
        try {
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            listen(name, handlers.getField("SIG_DFL").get(null));
            // Java itself raises no signal that it does not handle.
            String kill =
                    "read line; kill -" + name + " " + ProcessHandle.current().pid();
            return Optional.of(new ProcessBuilder("sh", "-c", kill).start());
        } catch (ReflectiveOperationException | IOException noSuchSignal) {
            return Optional.empty(); // -Xrs leaves all of them to the system, and Windows has no shell
        }
    }

    private static void die(Process killer) {
        try {
            killer.getOutputStream().close();
            Thread.sleep(DEATH_MILLIS);
        } catch (IOException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By reflection, as javac warns of every mention of a class that is not of the standard. */
    private static void handle(String name, Runnable action) {
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, args) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.invoke(action, args);
                        }
                        action.run();
                        return null;
                    });
            listen(name, handler);
        } catch (ReflectiveOperationException noSuchSignal) {
            return; // Windows has no HUP, and -Xrs leaves all of them to the system
        }
    }

    private static void listen(String name, Object handler) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object signal = type.getConstructor(String.class).newInstance(name);
        type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
    }
}
