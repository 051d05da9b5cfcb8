package io.fovea.cli.benchmark;

import io.fovea.ProcFile;
import io.fovea.torch.Precision;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The machine that figures were measured on, in words. */
public final class MachineFacts {
    private MachineFacts() {}

    /** Processor, memory, system and Java, by name; what cannot be asked for is left out. */
    public static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        ProcFile.value("cpuinfo", "model name").ifPresent(name -> facts.put("processor", name));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("bfloat16", Precision.cpuHasBfloat16() ? "yes" : "no");
        ProcFile.value("meminfo", "MemTotal")
                .map(kibibytes -> Long.parseLong(kibibytes.replaceAll("\\D", "")))
                .ifPresent(kibibytes ->
                        facts.put("memory", String.format(Locale.ROOT, "%.0f GiB", kibibytes / 1048576.0)));
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
}
