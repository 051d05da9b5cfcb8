package io.fovea.report;

import io.fovea.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One HTML page that needs nothing else: no scripts, no files beside it, no network. Light or dark as the reader's system
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
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <title>%1$s: %2$s</title>
                <style>
                %3$s</style>
                </head>
                <body>
                <header>
                <p class="kind">%2$s</p>
                <h1>%1$s</h1>
                </header>
                %4$s</body>
                </html>
                """,
                Html.escaped(title),
                Html.escaped(kind),
                style(),
                body);
    }

    /**
     * Writes the page in UTF-8, wholly or not at all; blocks.
     *
     * @throws IOException when it cannot be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, toHtml().getBytes(StandardCharsets.UTF_8));
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
