package io.fovea.fuzz;

import io.fovea.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Every seed by its kind: made here, and where there is the shared data, small models from it. */
final class Seeds {
    private static final long LARGEST = 100_000;
    private static final int EVERY = 25;

    private Seeds() {}

    /**
     * All of them, in the same order each time.
     *
     * @param root of this repository
     */
    static Map<Kind, List<Seed>> all(Path root) throws IOException {
        Map<Kind, List<Seed>> seeds = new EnumMap<>(Kind.class);
        List<Seed> models = new ArrayList<>(ModelSeeds.models());
        models.addAll(HeadSeeds.models());
        models.addAll(modelsOfOthers(SharedData.folder().resolve("onnx")));
        seeds.put(Kind.MODEL, models);
        seeds.put(Kind.CARD, ModelSeeds.cards());
        seeds.put(Kind.RECIPE, RecipeSeeds.recipes(root));
        seeds.put(Kind.ARCHIVE, List.of(archive("flat", ""), archive("packed", "photos/")));
        List<Seed> images = new ArrayList<>(ImageSeeds.images());
        images.addAll(TiffSeeds.images());
        seeds.put(Kind.IMAGE, images);
        seeds.put(Kind.STORE, ZarrSeeds.stores());
        seeds.put(Kind.TABLE, RecipeSeeds.tables());
        byte[] pictures = ImageSeeds.idx(false);
        seeds.put(
                Kind.IDX,
                List.of(
                        new Seed("plain", ".idx", pictures),
                        new Seed("packed", ".gz", ImageSeeds.packed(pictures)),
                        new Seed("labels", ".idx", ImageSeeds.idx(true))));
        return seeds;
    }

    private static Seed archive(String name, String folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String part : List.of("train", "validation", "test")) {
                for (int i = 0; i < 4; i++) {
                    String label = i % 2 == 0 ? "cat" : "dog";
                    zip.putNextEntry(new ZipEntry(folder + part + "/" + label + "/" + i + ".png"));
                    zip.write(ImageSeeds.png(40 * i));
                }
            }
        }
        return new Seed(name, ".zip", bytes.toByteArray());
    }

    /** Small ones; of the operators' conformance tests only some, as they are many. */
    private static List<Seed> modelsOfOthers(Path folder) throws IOException {
        List<Seed> seeds = new ArrayList<>();
        for (String zip : List.of("small-models.zip", "backend-tests-1.16.2.zip", "backend-tests-1.22.0-new.zip")) {
            if (Files.isRegularFile(folder.resolve(zip))) {
                try (FileSystem files = FileSystems.newFileSystem(folder.resolve(zip), Map.of());
                        Stream<Path> walk = Files.walk(files.getPath("/"))) {
                    List<Path> models = walk.filter(file -> file.toString().endsWith(".onnx"))
                            .sorted()
                            .toList();
                    int step = zip.startsWith("backend") ? EVERY : 1;
                    for (int i = 0; i < models.size(); i += step) {
                        if (Files.size(models.get(i)) < LARGEST) {
                            seeds.add(new Seed(models.get(i).toString(), ".onnx", Files.readAllBytes(models.get(i))));
                        }
                    }
                }
            }
        }
        return seeds;
    }
}
