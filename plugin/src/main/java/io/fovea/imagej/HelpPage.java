package io.fovea.imagej;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A page of {@code docs} as ImageJ's windows for HTML show it. The pages are in the jar, without their pictures, in whose place
 * is what they show; links to other pages are words.
 *
 * @param text in Markdown
 */
record HelpPage(String text) {
    private static final List<TablesExtension> TABLES = List.of((TablesExtension) TablesExtension.create());

    /**
     * Reads a page.
     *
     * @param name without the suffix
     * @throws IllegalStateException if there is none, which is a fault of the jar
     */
    static HelpPage of(String name) {
        try (InputStream in = HelpPage.class.getResourceAsStream("/io/fovea/help/" + name + ".md")) {
            if (in == null) {
                throw new IllegalStateException("There is no page " + name);
            }
            return new HelpPage(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page of what a command is about, and below it the command's own part of the page of all commands. */
    static HelpPage ofCommand(String page, String command) {
        String all = of("commands").text();
        int begin = all.indexOf("\n## " + title(command) + "\n");
        int end = begin < 0 ? -1 : all.indexOf("\n## ", begin + 1);
        String own = begin < 0 ? "" : all.substring(begin, end < 0 ? all.length() : end);
        return new HelpPage(of(page).text() + own);
    }

    /** A command's name as texts have it, with an ellipsis of one character. */
    static String title(String command) {
        return command.replace("...", "\u2026");
    }

    /** The file in {@code docs} with a picture of a command's dialog, where there is one. */
    static String picture(String command) {
        return "dialog-" + command.replace("...", "").toLowerCase(Locale.ROOT).replace(' ', '-') + ".png";
    }

    /** The page, beginning with the tag by which ImageJ knows that it is one. */
    String html() {
        Node page = Parser.builder().extensions(TABLES).build().parse(text);
        page.accept(new Simple());
        return "<html><body width=640>"
                + HtmlRenderer.builder()
                        .extensions(TABLES)
                        .build()
                        .render(page)
                        .replace("<table>", "<table border=1 cellspacing=0 cellpadding=3>")
                + "</body></html>";
    }

    /** Takes pictures and links into the house away. */
    private static final class Simple extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            Emphasis words = new Emphasis();
            image.insertBefore(words);
            moveChildren(image, words);
            image.unlink();
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            if (!link.getDestination().startsWith("http")) {
                while (link.getFirstChild() != null) {
                    link.insertBefore(link.getFirstChild());
                }
                link.unlink();
            }
        }

        private static void moveChildren(Node from, Node to) {
            while (from.getFirstChild() != null) {
                to.appendChild(from.getFirstChild());
            }
        }
    }
}
