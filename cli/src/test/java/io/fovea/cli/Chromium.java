package io.fovea.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A page in a Chromium without a window, driven by its DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final String LISTENING = "DevTools listening on ";
    private static final long MOST_SECONDS = 90;
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final WebSocket socket;
    private final Replies replies = new Replies();
    private final AtomicInteger sent = new AtomicInteger();
    private String session = "";

    /** What Chromium answers, by the number of what it was asked. */
    private static final class Replies implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    JsonNode reply = JSON.readTree(text.toString());
                    Optional.ofNullable(open.remove(reply.path("id").asInt()))
                            .ifPresent(future -> future.complete(reply));
                } catch (IOException e) {
                    open.values().forEach(future -> future.completeExceptionally(e));
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    /**
     * Opens a window that nobody sees, with an empty page; skips the test where there is no Chromium.
     *
     * @param profile a folder of its own
     */
    static Chromium start(Path profile) throws IOException {
        String program = NAMES.stream()
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseGet(() -> abort("Chromium is not here; install it, on Debian: apt-get install chromium"));
        // In a container, Chromium's own sandbox has no rights to make one.
        Process process = new ProcessBuilder(
                        program,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--window-size=1000,880",
                        "--user-data-dir=" + profile,
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        try {
            return new Chromium(process);
        } catch (IOException | RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private Chromium(Process process) throws IOException {
        this.process = process;
        URI address = address(process.inputReader());
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, replies)
                .join();
        String target = ask("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
    }

    /** Where it listens, which it says; what else it says is read, too, so that it can go on. */
    private static URI address(BufferedReader said) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread drain = new Thread(() -> said.lines().forEach(other -> {}), "chromium");
                drain.setDaemon(true);
                drain.start();
                return URI.create(line.substring(LISTENING.length()).strip());
            }
        }
        return abort("Chromium does not start here");
    }

    /** Opens a page, to its last script. */
    void open(URI page) {
        ask("Page.navigate", Map.of("url", page.toString()));
        evaluate("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))");
    }

    /** What an expression of JavaScript gives, or the promise that it gives. */
    JsonNode evaluate(String expression) {
        JsonNode reply =
                ask("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (reply.has("exceptionDetails")) {
            throw new AssertionError(reply.path("exceptionDetails").toString());
        }
        return reply.path("result").path("value");
    }

    /** Chooses files as a user does. */
    void choose(String selector, Path... files) {
        JsonNode root = ask("DOM.getDocument", Map.of()).path("root").path("nodeId");
        JsonNode input = ask("DOM.querySelector", Map.of("nodeId", root, "selector", selector))
                .path("nodeId");
        List<String> names = Arrays.stream(files).map(Path::toString).toList();
        ask("DOM.setFileInputFiles", Map.of("nodeId", input, "files", names));
    }

    /** A PNG of what would be seen. */
    byte[] picture() {
        return Base64.getDecoder()
                .decode(ask("Page.captureScreenshot", Map.of()).path("data").asText());
    }

    private JsonNode ask(String method, Map<String, ?> parameters) {
        int id = sent.incrementAndGet();
        Map<String, Object> message = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> future = new CompletableFuture<>();
        replies.open.put(id, future);
        try {
            socket.sendText(JSON.writeValueAsString(message), true).join();
        } catch (IOException e) {
            throw new AssertionError(method, e);
        }
        JsonNode reply = future.orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
        if (reply.has("error")) {
            throw new AssertionError(method + ": " + reply.path("error"));
        }
        return reply.path("result");
    }

    @Override
    public void close() {
        session = "";
        ask("Browser.close", Map.of());
        socket.abort();
        process.onExit().orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
    }
}
