package io.fovea.page;

import io.fovea.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * One HTML page that needs nothing else: no files beside it, no network, and no script but one that it is {@linkplain #withScript
 * given}. Light or dark as the reader's system
 * is, and fit for print.
 *
 * <pre>{@code
 * new Page("digits", "Training report").add("Scores", table.toHtml()).write(Path.of("report.html"));
 * }</pre>
 */
public final class Page {

    private final String title;
    private final String kind;
    private final StringBuilder body = new StringBuilder();
    private String script = "";

    /**
     * An empty page.
     *
     * @param title what it is about
     * @param kind a few words above the title
     */
    public Page(String title, String kind) {
        this.title = title;
        this.kind = kind;
    }

    /**
     * Adds what stands before the first section.
     *
     * @param html what it holds
     * @return this
     */
    public Page add(String html) {
        body.append(html);
        return this;
    }

    /**
     * Adds a section.
     *
     * @param heading plain text
     * @param html what it holds; a section without anything is left out
     * @return this
     */
    public Page add(String heading, String html) {
        if (!html.isBlank()) {
            body.append("<section>\n<h2>").append(Html.escaped(heading)).append("</h2>\n");
            body.append(html).append("</section>\n");
        }
        return this;
    }

    /**
     * Lets a script run, and no other, when the page has been read.
     *
     * @return this
     */
    public Page withScript(String text) {
        script = text;
        return this;
    }

    /** Whether a page that begins so was written as one of a kind. */
    public static boolean isOf(String begin, String kind) {
        return begin.startsWith("<!DOCTYPE html>") && begin.contains(kindLine(Html.escaped(kind)));
    }

    private static String kindLine(String escaped) {
        return "<p class=\"kind\">" + escaped + "</p>";
    }

    /** The whole page. */
    public String toHtml() {
        return String.format(
                Locale.ROOT,
                """
                <!DOCTYPE html>
                <html lang="en-GB">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'%5$s">
                <title>%1$s: %2$s</title>
                <style>
                %3$s</style>
                </head>
                <body>
                <header>
                %7$s
                <h1>%1$s</h1>
                </header>
                %4$s%6$s</body>
                </html>
                """,
                Html.escaped(title),
                Html.escaped(kind),
                resource("page.css"),
                body,
                script.isEmpty() ? "" : "; script-src 'sha256-" + hash(script) + "'",
                script.isEmpty() ? "" : "<script>" + script + "</script>\n",
                kindLine(Html.escaped(kind)));
    }

    /** As browsers hold it against what they are about to run (Content Security Policy 3). */
    private static String hash(String script) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * Writes the page in UTF-8, wholly or not at all; blocks.
     *
     * @throws IOException when it cannot be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, toHtml().getBytes(StandardCharsets.UTF_8));
    }

    /** A text beside this class, its lines ended as they are on every system: the page's hash is of them. */
    static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
