package io.fovea.train.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fovea.data.Splits;
import io.fovea.data.Survey;
import io.fovea.fit.History;
import io.fovea.fit.Trainer;
import io.fovea.model.Fit;
import io.fovea.page.Html;
import io.fovea.page.Table;
import io.fovea.recipe.DataSpec;
import io.fovea.recipe.InputSpec;
import io.fovea.recipe.Recipe;
import io.fovea.report.Durations;
import io.fovea.report.Fingerprint;
import io.fovea.report.Machine;
import io.fovea.session.Device;
import io.fovea.session.Ort;
import io.fovea.torch.TorchDevice;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opencv.core.Core;

/** What a model was made from and with, as tables. */
final class TrainingRecord {

    private static final int MOST_NAMED = 50;

    private TrainingRecord() {}

    /**
     * The data.
     *
     * @param split how the examples came into their parts
     * @param skipped a sentence for each file that could not be read
     * @param fingerprint of the files, where they were read once more to be told from others
     */
    static Table data(
            Recipe recipe, String split, Splits splits, Collection<String> skipped, Optional<Fingerprint> fingerprint) {
        DataSpec data = recipe.data();
        Table table = Table.ofWords("");
        if (!data.source().isEmpty()) {
            table.row("Source", data.source());
        }
        table.row(
                "Images",
                count(splits.train().size()) + " to learn from, "
                        + count(splits.validation().size()) + " to choose the best epoch by, "
                        + count(splits.test().size()) + " held out to measure with");
        table.row("Split", split);
        fingerprint.ifPresent(files -> {
            table.row("Files", count(files.files()) + ", " + bytes(files.bytes()));
            table.row("SHA-256", files.sha256() + " (names, sizes and contents of all files, in the order of names)");
        });
        table.row("Left out", skipped.isEmpty() ? "nothing" : skipped.size() + " damaged: " + named(skipped));
        return table;
    }

    /** What is in each part of the data, and what else is known of it, as HTML. */
    static String survey(Survey survey) {
        Table table = Table.ofNumbers("", survey.columns());
        survey.rows().forEach(table::row);
        return table.toHtml() + survey.sentences().stream().map(Html::paragraph).collect(Collectors.joining());
    }

    private static String named(Collection<String> sentences) {
        String first = sentences.stream().limit(MOST_NAMED).collect(Collectors.joining(" "));
        return sentences.size() <= MOST_NAMED ? first : first + " And others.";
    }

    /** The means; {@code placement} is where was trained. */
    static Table making(Recipe recipe, History history, TorchDevice placement) {
        Machine machine = Machine.current();
        Table table = Table.ofWords("");
        table.row("Software", software());
        table.row("Java", System.getProperty("java.vendor") + " " + Runtime.version());
        table.row("Processor", machine.processor() + ", " + machine.cores() + " cores");
        table.row("System", machine.system());
        table.row(
                "Trained on",
                (placement.device().equals(Device.CPU) ? "CPU" : "NVIDIA GPU " + placement.device()) + ", in "
                        + switch (Trainer.precision(recipe.training().precision(), placement)) {
                            case FP32 -> "float32";
                            case BF16 -> "bfloat16, weights and optimiser in float32";
                        });
        double[] seconds = history.epochs().stream()
                .mapToDouble(History.Epoch::seconds)
                .sorted()
                .toArray();
        if (seconds.length > 0) {
            double total = java.util.Arrays.stream(seconds).sum();
            table.row(
                    "Time",
                    String.format(
                            Locale.ROOT,
                            "%s for %d epoch%s; %s an epoch (median; %s to %s), validation included",
                            Durations.words(total),
                            seconds.length,
                            seconds.length == 1 ? "" : "s",
                            Durations.words(seconds[seconds.length / 2]),
                            Durations.words(seconds[0]),
                            Durations.words(seconds[seconds.length - 1])));
        }
        return table;
    }

    /** The recipe with everything filled in, as a person would write it. */
    static String readable(Recipe recipe) {
        YAMLMapper yaml = YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
        try {
            return yaml.writeValueAsString(yaml.readTree(recipe.published().toYaml()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A recipe can always be written", e);
        }
    }

    private static String software() {
        String torch = version(org.bytedeco.pytorch.Tensor.class);
        return "Fovea " + version(TrainingRecord.class) + ", libtorch " + torch.replaceAll("-.*", "")
                + " (JavaCPP preset "
                + torch + "), ONNX Runtime " + Ort.environment().getVersion() + ", OpenCV "
                + Core.VERSION;
    }

    private static String version(Class<?> of) {
        return Optional.ofNullable(of.getPackage().getImplementationVersion()).orElse("(not packaged)");
    }

    static String input(InputSpec input) {
        String size = input.width().isEmpty()
                ? "any size"
                : input.width().getAsInt() + " × " + input.height().orElse(0) + " pixels";
        return size + ", " + channels(input) + (input.fit() == Fit.TILE ? ", large images in tiles" : "");
    }

    private static String channels(InputSpec input) {
        if (!input.channelNames().isEmpty()) {
            return String.join(" and ", input.channelNames());
        }
        return switch (input.color()) {
            case GRAY -> "grey";
            case RGB, BGR -> "RGB";
            case CHANNELS -> input.channels() + (input.channels() == 1 ? " channel" : " channels");
        };
    }

    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes / 1e3;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1e3;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
