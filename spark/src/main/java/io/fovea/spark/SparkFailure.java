package io.fovea.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a Spark job ended before its time, in a sentence. */
final class SparkFailure {
    /** What a task said of itself, which Spark gives with its stack trace as text. */
    private static final Pattern OURS = Pattern.compile("io\\.fovea\\.\\w+: (.+)");

    /** What to do after a run that ended before its time. */
    static final String GO_ON = "What is done stays; where it is in a folder of this machine, go on with --resume.";

    private SparkFailure() {}

    /** The first line of what an exception says: Spark and Hadoop add pages to it. */
    static String told(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

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
        return "Spark gave up: " + told(e) + " " + GO_ON;
    }
}
