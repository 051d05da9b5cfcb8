package io.fovea.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JSON files that Hugging Face and timm leave beside a model: {@code preprocessor_config.json} with the mean and
 * deviation of pixels, {@code config.json} with {@code pretrained_cfg}.
 */
final class ConfigConvention implements Convention {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigConvention.class);
    private static final long LARGEST = 16 << 20;

    /** In the order in which they are looked for; the first that says something counts. */
    static final List<String> FILES = List.of("preprocessor_config.json", "config.json");

    @Override
    public String name() {
        return "preprocessor_config.json, config.json";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        Map<CardKey, String> said = new EnumMap<>(CardKey.class);
        if (clues.form().channels() != 3) {
            return said;
        }
        for (String name : FILES) {
            clues.file()
                    .map(file -> file.resolveSibling(name))
                    .flatMap(ConfigConvention::read)
                    .flatMap(ConfigConvention::pixels)
                    .ifPresent(pixels -> {
                        said.putIfAbsent(CardKey.PIXELS, pixels);
                        said.putIfAbsent(CardKey.COLOR, "rgb");
                    });
        }
        return said;
    }

    /** A JSON file; empty if it is none, as any program may have left it. */
    static Optional<JsonNode> read(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? Optional.of(new JsonMapper().readTree(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} is not read", file, e);
            return Optional.empty();
        }
    }

    private static Optional<String> pixels(JsonNode config) {
        JsonNode timm = config.path("pretrained_cfg");
        if (timm.has("mean") && timm.has("std")) {
            return words(1 / 255., timm.path("mean"), timm.path("std"));
        }
        boolean rescaled = config.path("do_rescale").asBoolean(true);
        double scale = rescaled ? config.path("rescale_factor").asDouble(1 / 255.) : 1;
        boolean means = config.has("image_mean") && config.has("image_std");
        if (means && config.path("do_normalize").asBoolean(true)) {
            return words(scale, config.path("image_mean"), config.path("image_std"));
        }
        boolean scales = config.has("do_rescale") || config.has("rescale_factor");
        boolean only = means || scales && !config.path("do_normalize").asBoolean(false);
        return only ? Optional.of("scale=" + (float) scale) : Optional.empty();
    }

    private static Optional<String> words(double scale, JsonNode mean, JsonNode std) {
        if (mean.size() != 3 || std.size() != 3) {
            return Optional.empty();
        }
        return Optional.of("scale=" + (float) scale + ",mean=" + numbers(mean) + ",std=" + numbers(std));
    }

    private static String numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(number -> Float.toString((float) number.asDouble()))
                .collect(Collectors.joining("/"));
    }
}
