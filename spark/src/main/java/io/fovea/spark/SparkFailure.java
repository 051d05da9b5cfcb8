package io.fovea.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a Spark job ended before its time, in a sentence. */
final class SparkFailure {
    /** What a task said of itself, which Spark gives with its stack trace as text. */
    private static final Pattern OURS = Pattern.compile("io\\.fovea\\.\\w+: (.+)");

    private SparkFailure() {}

    static String sentence(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof io.fovea.FoveaException) {
                return cause.getMessage();
            }
        }
        String message = String.valueOf(e.getMessage());
        Matcher ours = OURS.matcher(message);
        if (ours.find()) {
            return ours.group(1);
        }
        return "Spark gave up: " + message.lines().findFirst().orElse("")
                + " What is done stays; where it is in a folder of this machine, go on with --resume.";
    }
}
