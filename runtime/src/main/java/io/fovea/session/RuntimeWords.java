package io.fovea.session;

import ai.onnxruntime.OrtException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ONNX Runtime says of a failure, without what only its makers understand. */
final class RuntimeWords {
    private static final int LONGEST = 400;

    private static final Pattern CODE = Pattern.compile("^Error code - \\w+ - message: ?");

    private static final Pattern NODE = Pattern.compile(
            "Non-zero status code returned while running (\\S+) node\\. Name:'([^']*)' Status Message: ?");

    /** The same, found before the run. */
    private static final Pattern INFERENCE =
            Pattern.compile("Node \\(([^)]*)\\) Op \\((\\w+)\\) \\[(?:Shape|Type)InferenceError\\] ?");

    private static final Pattern FILE = Pattern.compile("^Load model from .*? failed: ?");

    /** An operator with wrong inputs, outputs or attributes. */
    private static final Pattern INVALID = Pattern.compile(
            "This is an invalid model\\. In Node, \\(\"([^\"]*)\", (\\w+), \"[^\"]*\", -?\\d+\\) : .*, Error ");

    private static final Pattern UNKNOWN = Pattern.compile("No Op registered for (\\w+) with domain_version of (\\d+)");

    /** Where in the runtime's sources a check is: file, line and signature. */
    private static final Pattern PLACE = Pattern.compile("\\S*/onnxruntime/core/\\S+:\\d+ .*?\\)(?: const)? ");

    /** The same in short: code and kind of an error within an error, then file, line and function. */
    private static final Pattern INNER =
            Pattern.compile("\\[ONNXRuntimeError\\] : \\d+ : \\w+ : (?:\\S+\\.(?:cc|h):\\d+ \\w+ )?");

    /** What a node is called behind the model's name once its layout has been changed for speed. */
    private static final String RELAID = "_nchwc";

    private RuntimeWords() {}

    /** The first line, as the end of a sentence. */
    static String of(OrtException failure) {
        return of(String.valueOf(failure.getMessage()));
    }

    static String of(String message) {
        String line = message.strip().lines().findFirst().orElse("no reason given");
        String text = CODE.matcher(line).replaceFirst("");
        text = NODE.matcher(text).replaceFirst(node -> failing(node.group(1), node.group(2)));
        text = INFERENCE.matcher(text).replaceFirst(node -> failing(node.group(2), node.group(1)));
        text = FILE.matcher(text).replaceFirst("");
        text = INVALID.matcher(text).replaceFirst(node -> failing(node.group(2), node.group(1)));
        text = UNKNOWN.matcher(text).replaceFirst("there is no $1 in operator set $2");
        text = INNER.matcher(text).replaceAll("");
        text = PLACE.matcher(text).replaceAll("").strip();
        if (text.length() > LONGEST) {
            text = text.substring(0, LONGEST) + "…";
        }
        return text.endsWith(".") ? text : text + ".";
    }

    private static String failing(String operator, String given) {
        String name = given.endsWith(RELAID) ? given.substring(0, given.length() - RELAID.length()) : given;
        return Matcher.quoteReplacement("its " + operator + (name.isEmpty() ? "" : " '" + name + "'") + " fails: ");
    }
}
