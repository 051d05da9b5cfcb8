package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fovea.FoveaException;
import io.fovea.image.tiff.TiffFile;
import io.fovea.image.zarr.ZarrStore;
import io.fovea.image.zarr.ZarrVersion;
import io.fovea.session.CancelledException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OmeFilesTest {
    private static final Optional<PixelSize> SIZE = Optional.of(PixelSize.of(0.325, 0.65, "µm"));
    private static final int WIDTH = 700;
    private static final int HEIGHT = 1100;

    @TempDir
    Path folder;

    /** Label {@code n} in the n-th stripe of ten rows. */
    private static PackedImage stripes(int first) {
        PackedImage labels = new PackedImage(WIDTH, HEIGHT);
        int[] row = new int[WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                row[x] = x < 600 ? y / 10 * first : 0;
            }
            labels.add(row);
        }
        return labels;
    }

    @Test
    void labelsAsOmeTiffKeepAxesSizeAndOrigin() throws IOException {
        for (int first : new int[] {1, 1000}) {
            Path file = folder.resolve("labels " + first + ".ome.tif");
            try (OutputStream out = Files.newOutputStream(file)) {
                OmeFiles.writeLabels(stripes(first), 16, SIZE, out, "a & b/süß.tif");
            }

            try (TiffFile tiff = TiffFile.open(Files.newByteChannel(file), JpegPage::part)) {
                PixelSize size =
                        PixelSizes.of(Optional.empty(), tiff.resolution()).orElseThrow();
                assertThat(size.unit()).isEqualTo("µm");
                assertThat(size.width()).isCloseTo(0.325, within(1e-6));
                assertThat(size.height()).isCloseTo(0.65, within(1e-6));
            }
            assertThat(IndexImage.read(file).values()[1099 * WIDTH + 599]).isEqualTo(109 * first);
            assertThat(Origin.of(file)).hasValue("a & b/süß.tif");
            try (Pages pages = Pages.open(file)) {
                assertThat(pages.pixelSize()).isEqualTo(SIZE);
                assertThat(pages.description().orElseThrow())
                        .startsWith("<?xml")
                        .contains("Type=\"" + (first == 1 ? "uint16" : "uint32") + "\" SizeX=\"700\" SizeY=\"1100\"");
            }
        }
    }

    @Test
    void planesOfAStackHaveRoomForTheLargestOfThemAlsoAsBigTiff() throws IOException {
        List<Optional<Path>> planes = new ArrayList<>();
        for (int first : new int[] {1, 1000}) {
            Path plane = folder.resolve("plane " + first + ".tif");
            try (OutputStream out = Files.newOutputStream(plane)) {
                OmeFiles.writeLabels(stripes(first), 16, SIZE, out, "a.tif");
            }
            planes.add(Optional.of(plane));
        }
        planes.add(Optional.empty());
        LabelStack stack = new LabelStack(WIDTH, HEIGHT, 3, 1, planes, SIZE, StackScale.UNKNOWN);
        for (boolean big : new boolean[] {false, true}) {
            Path file = folder.resolve("stack.ome.tif");
            try (OutputStream out = Files.newOutputStream(file)) {
                new TiffLabels(stack, stack.bits(), "<OME>a text</OME>").writeTo(out, big);
            }

            assertThat(Files.readAllBytes(file)[2]).isEqualTo((byte) (big ? 43 : 42));
            try (Pages pages = Pages.open(file)) {
                assertThat(pages.count()).isEqualTo(3);
                assertThat(pages.description()).hasValue("<OME>a text</OME>");
                assertThat(pages.readIndices(0).values()[1099 * WIDTH + 599]).isEqualTo(109);
                assertThat(pages.readIndices(1).values()[1099 * WIDTH + 599]).isEqualTo(109_000);
                assertThat(pages.readIndices(2).values()).containsOnly(0);
            }
        }
    }

    private LabelStack twoPlanes() throws IOException {
        List<Optional<Path>> planes = new ArrayList<>();
        for (int plane = 0; plane < 2; plane++) {
            PackedImage labels = new PackedImage(3, 1);
            labels.add(new int[] {0, 1, 2});
            Path file = folder.resolve("plane " + plane + ".tif");
            try (OutputStream out = Files.newOutputStream(file)) {
                OmeFiles.writeLabels(labels, 16, SIZE, out, "a.tif");
            }
            planes.add(Optional.of(file));
        }
        return new LabelStack(3, 1, 2, 1, planes, SIZE, new StackScale(500, 0));
    }

    @Test
    void numbersBeyond16BitsHaveRoomInAStackOfPlanesOf16() throws IOException {
        LabelStack stack =
                twoPlanes().with(new LabelNumbers(List.of(new int[] {0, 1, 65_536}, new int[] {0, 70_000, 2}), 70_000));
        Path tiff = folder.resolve("stack.ome.tif");
        try (OutputStream out = Files.newOutputStream(tiff)) {
            OmeFiles.writeStack(stack, out, "a.tif");
        }
        Path store = Files.createDirectories(folder.resolve("stack.ome.zarr"));
        OmeFiles.writeStack(stack, ZarrVersion.V0_4, store, "a.tif");

        for (Path file : List.of(tiff, store)) {
            try (Pages pages = Pages.open(file)) {
                assertThat(pages.readIndices(0).values()).as("%s", file).containsExactly(0, 1, 65_536);
                assertThat(pages.readIndices(1).values()).as("%s", file).containsExactly(0, 70_000, 2);
            }
        }
    }

    @Test
    void aDepthInAnotherUnitOfOmeZarrIsCountedInThatOfThePlane() throws IOException {
        Path store = Files.createDirectories(folder.resolve("stack.ome.zarr"));
        OmeFiles.writeStack(twoPlanes(), ZarrVersion.V0_4, store, "a.tif");
        Path said = store.resolve(".zattrs");
        String text = Files.readString(said).replaceAll("\\s", "");
        String deep = "{\"name\":\"z\",\"type\":\"space\",\"unit\":\"micrometer\"}";
        assertThat(text).contains(deep);
        Files.writeString(said, text.replace(deep, deep.replace("micro", "nano")));
        try (Pages pages = Pages.open(store)) {
            assertThat(pages.pixelSize()).isEqualTo(SIZE);
            assertThat(pages.stackScale().depth()).isCloseTo(0.5, within(1e-12));
        }

        Files.writeString(said, text.replace(deep, deep.replace(",\"unit\":\"micrometer\"", "")));
        try (Pages pages = Pages.open(store)) {
            assertThat(pages.pixelSize()).isEqualTo(SIZE);
            assertThat(pages.stackScale()).isEqualTo(StackScale.UNKNOWN);
        }
    }

    @Test
    void aStackThatNobodyWantsAnyMoreEndsAtItsNextPlane() throws IOException {
        AtomicInteger planes = new AtomicInteger();
        LabelStack stack = twoPlanes().checking(plane -> {
            if (planes.incrementAndGet() == 4) {
                throw new CancelledException();
            }
        });

        assertThatThrownBy(() -> OmeFiles.writeStack(stack, OutputStream.nullOutputStream(), "a.tif"))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void probabilitiesAsOmeTiffAreNamedChannels() throws IOException {
        Path file = folder.resolve("p.ome.tif");
        FloatStack maps = new FloatStack(2, 1, List.of(new float[] {0.25f, 1}, new float[] {0.75f, 0}));
        try (OutputStream out = Files.newOutputStream(file)) {
            OmeFiles.writeProbabilities(maps, List.of("cell", "<none>"), Optional.empty(), out, "a.tif");
        }

        try (Pages pages = Pages.open(file)) {
            assertThat(Hyperstack.of(pages).channelNames()).containsExactly("cell", "<none>");
            assertThat(pages.read(1).floats()).containsExactly(0.75f, 0);
            assertThat(pages.pixelSize()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ZarrVersion.class)
    void labelsAsOmeZarrHaveColoursAndSmallerCopies(ZarrVersion version) throws IOException {
        Path store = Files.createDirectories(folder.resolve("labels.ome.zarr"));
        OmeFiles.writeLabels(stripes(1), 16, SIZE, version, store, "a.tif");

        int[] read = IndexImage.read(store).values();
        assertThat(read[1099 * WIDTH + 599]).isEqualTo(109);
        assertThat(read[1099 * WIDTH + 600]).isZero();
        assertThat(Origin.of(store)).hasValue("a.tif");
        try (Pages pages = Pages.open(store)) {
            assertThat(pages.pixelSize()).isEqualTo(SIZE);
        }
        JsonNode ome = ome(store, version);
        assertThat(ome.path("image-label").path("colors").size()).isEqualTo(109);
        JsonNode levels = ome.path("multiscales").path(0).path("datasets");
        assertThat(levels.size()).isEqualTo(3);
        assertThat(levels.path(2)
                        .path("coordinateTransformations")
                        .path(0)
                        .path("scale")
                        .toString())
                .isEqualTo("[2.6,1.3]");
        IndexImage small = IndexImage.read(store.resolve("2"));
        assertThat(small.width() + "x" + small.height()).isEqualTo("175x275");
        assertThat(small.values()[274 * 175 + 149]).isEqualTo(1096 / 10);
    }

    private static JsonNode ome(Path store, ZarrVersion version) throws IOException {
        boolean isNew = version == ZarrVersion.V0_5;
        JsonNode all = new ObjectMapper()
                .readTree(store.resolve(isNew ? "zarr.json" : ".zattrs").toFile());
        return isNew ? all.path("attributes").path("ome") : all;
    }

    @ParameterizedTest
    @EnumSource(ZarrVersion.class)
    void probabilitiesAsOmeZarrHaveMeansBelow(ZarrVersion version) throws IOException {
        Path store = Files.createDirectories(folder.resolve("p.ome.zarr"));
        float[] ramp = new float[513 * 3];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i % 513;
        }
        FloatStack maps = new FloatStack(513, 3, List.of(ramp, new float[513 * 3]));
        OmeFiles.writeProbabilities(maps, List.of("cell", "none"), SIZE, version, store, "a.tif");

        try (Pages pages = Pages.open(store)) {
            assertThat(Hyperstack.of(pages).channelNames()).containsExactly("cell", "none");
            assertThat(pages.read(0).floats()).isEqualTo(ramp);
        }
        Image half = Image.read(store.resolve("1"));
        assertThat(half.width() + "x" + half.height()).isEqualTo("257x2");
        assertThat(half.value(3, 1, 0)).isEqualTo(6.5f);
        assertThat(half.value(256, 1, 0)).isEqualTo(512);
    }

    @Test
    void labelsGoIntoAnImagePlaneByPlane() throws IOException {
        Path image = new ZarrStore(folder.resolve("stack.ome.zarr"), 3, 9, 11).inShards(true);
        PackedImage labels = new PackedImage(11, 9);
        for (int y = 0; y < 9; y++) {
            labels.add(new int[] {0, 1, 1, 0, 0, 0, 0, 0, 0, 0, y});
        }
        OmeFiles.addLabels(labels, image, "fovea", 3, 1, "stack.ome.zarr", "w");
        OmeFiles.addLabels(labels, image, "fovea", 2, 1, "stack.ome.zarr", "w");

        Path added = image.resolve("labels/fovea");
        try (Pages pages = Pages.open(added)) {
            assertThat(pages.count()).isEqualTo(3);
            assertThat(pages.readIndices(0).values()).containsOnly(0);
            assertThat(pages.readIndices(2).values()[8 * 11 + 10]).isEqualTo(8);
        }
        assertThat(Files.readString(image.resolve("labels/zarr.json"))).containsOnlyOnce("\"fovea\"");
        assertThat(Files.readString(added.resolve("zarr.json"))).contains("\"image\" : \"../../\"");
        try (Pages pages = Pages.open(image)) {
            assertThat(pages.count()).isEqualTo(3);
        }
    }

    @Test
    void labelsOfOthersInAnImageStay() throws IOException {
        ZarrStore store = new ZarrStore(folder.resolve("a.zarr"), 1, 9, 11);
        Path image = store.of2();
        store.text("labels/.zgroup", "{'zarr_format':2}");
        store.text("labels/.zattrs", "{'labels':['mine']}");
        store.text("labels/mine/.zgroup", "{'zarr_format':2}");
        PackedImage labels = new PackedImage(11, 9);
        for (int y = 0; y < 9; y++) {
            labels.add(new int[11]);
        }

        assertThatThrownBy(() -> OmeFiles.addLabels(labels, image, "mine", 1, 1, "a.zarr", "w"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("has labels 'mine' already, which Fovea did not write");
        OmeFiles.addLabels(labels, image, "fovea", 1, 1, "a.zarr", "w");
        assertThat(Files.readString(image.resolve("labels/.zattrs"))).contains("\"mine\", \"fovea\"");
    }
}
