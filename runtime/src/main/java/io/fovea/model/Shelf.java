package io.fovea.model;

import io.fovea.FoveaException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Models on the class path: every {@code models.txt} names some, one a line, that lie beside it. Thread-safe. */
final class Shelf {
    private static final String FOLDER = "io/fovea/pretrained/";

    private final ClassLoader loader;
    private final Map<String, Model> read = new ConcurrentHashMap<>();

    Shelf(ClassLoader loader) {
        this.loader = loader;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        try {
            for (URL list : Collections.list(loader.getResources(FOLDER + "models.txt"))) {
                try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
                    reader.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#") && !names.contains(line))
                            .forEach(names::add);
                }
            }
        } catch (IOException e) {
            throw new FoveaException("The list of Fovea's models cannot be read: " + e.getMessage() + ".", e);
        }
        return List.copyOf(names);
    }

    Model model(String name) {
        return read.computeIfAbsent(name, this::load);
    }

    private Model load(String name) {
        try (InputStream in = loader.getResourceAsStream(FOLDER + name + ".onnx")) {
            if (in == null) {
                throw new FoveaException("The model '" + name + "' is named among Fovea's models but is not there:"
                        + " the installation is damaged.");
            }
            Model model = Model.parse(name, in.readAllBytes());
            return model.withCard(model.card().withName(name));
        } catch (IOException e) {
            throw new FoveaException("The model '" + name + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
