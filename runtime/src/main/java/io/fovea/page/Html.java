package io.fovea.page;

import java.util.Collection;

/** Text on its way into HTML. */
public final class Html {

    private Html() {}

    /** The text with everything escaped that means something in HTML and SVG, in elements and in attributes. */
    public static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
        return safe.toString();
    }

    /** A paragraph of plain text. */
    public static String paragraph(String text) {
        return "<p>" + escaped(text) + "</p>\n";
    }

    /** What a table shows, above it; nothing where there is nothing to say. */
    public static String caption(String text) {
        return text.isEmpty() ? "" : "<p class=\"caption\">" + escaped(text) + "</p>\n";
    }

    /** Lines as they are, in a fixed-width face. */
    public static String listing(String text) {
        return "<pre><code>" + escaped(text.strip()) + "</code></pre>\n";
    }

    /**
     * A figure with its caption below.
     *
     * @param content HTML
     * @param caption plain text
     */
    public static String figure(String content, String caption) {
        return "<figure>" + content + "<figcaption>" + escaped(caption) + "</figcaption></figure>\n";
    }

    /**
     * Figures beside each other, as many as there is room for.
     *
     * @param figures HTML
     */
    public static String grid(Collection<String> figures) {
        return "<div class=\"grid\">\n" + String.join("", figures) + "</div>\n";
    }
}
