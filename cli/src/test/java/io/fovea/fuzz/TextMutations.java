package io.fovea.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages to texts that consist of lines, keys, words and numbers. */
final class TextMutations {
    private static final int MOST_AT_ONCE = 4;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern WORD = Pattern.compile("[\\w./*-]+");

    private static final String[] WORDS = {
        "null",
        "~",
        "true",
        "[]",
        "{}",
        "[[[[[[[[[[",
        "&a [*a]",
        "*a",
        "!!java.net.URL [x]",
        "\"",
        "'",
        ": ",
        "- ",
        "\t",
        "../../canary/secret",
        "/",
        "..",
        "../canary",
        "NaN",
        ".inf",
        "-.inf",
        "1e999",
        "0x10",
        "1_000",
        "masks",
        "folder",
        "idx",
        "instances",
        "table",
        "zoo:digits",
        "zoo:trimap-net",
        "tile",
        "resize",
        "segmentation",
        "trimap",
        "classification",
        "n".repeat(3000)
    };

    private TextMutations() {}

    /** Some damages to a text in UTF-8. */
    static byte[] of(byte[] text, byte[] other, Random random) {
        return of(new String(text, StandardCharsets.UTF_8), new String(other, StandardCharsets.UTF_8), random)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Some damages. */
    static String of(String text, String other, Random random) {
        String damaged = text;
        for (int i = random.nextInt(MOST_AT_ONCE); i >= 0; i--) {
            damaged = once(damaged, other, random);
        }
        return damaged;
    }

    private static String once(String text, String other, Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                replaced(
                        text,
                        NUMBER,
                        Long.toString(ByteMutations.EDGES[random.nextInt(ByteMutations.EDGES.length)]),
                        random);
            case 3, 4 -> replaced(text, WORD, WORDS[random.nextInt(WORDS.length)], random);
            default -> lines(text, other, random);
        };
    }

    private static String replaced(String text, Pattern what, String by, Random random) {
        List<MatchResult> found = what.matcher(text).results().toList();
        if (found.isEmpty()) {
            return text + by;
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        return text.substring(0, one.start()) + by + text.substring(one.end());
    }

    private static String lines(String text, String other, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        List<String> others = List.of(other.split("\n", -1));
        int one = random.nextInt(lines.size());
        int two = random.nextInt(lines.size());
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(one);
            case 1 -> lines.add(one, lines.get(two));
            case 2 -> lines.set(one, lines.set(two, lines.get(one)));
            case 3 -> lines.add(one, others.get(random.nextInt(others.size())));
            default ->
                lines.set(one, " ".repeat(random.nextInt(5)) + lines.get(one).strip());
        }
        return String.join("\n", lines);
    }
}
