package io.fovea.cli.benchmark;

import io.fovea.torch.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The machine that figures were measured on, in words. */
public final class Machine {
    private Machine() {}

    /** Processor, memory, system and Java, by name; what cannot be asked for is left out. */
    public static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "processor", read("/proc/cpuinfo", "model name"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("bfloat16", Precision.cpuHasBfloat16() ? "yes" : "no");
        String memory = read("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        if (!memory.isEmpty()) {
            facts.put("memory", String.format(Locale.ROOT, "%.0f GiB", Long.parseLong(memory) / 1048576.0));
        }
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("java", Runtime.version().toString());
        return facts;
    }

    /** The facts in one line. */
    public static String line() {
        return describe().entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }

    private static void put(Map<String, String> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }

    /** The first value under a name in one of Linux's files, or an empty text. */
    private static String read(String file, String name) {
        if (!Files.isReadable(Path.of(file))) {
            return "";
        }
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
