package io.fovea.image.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Hyperstack;
import io.fovea.image.Image;
import io.fovea.image.IndexImage;
import io.fovea.image.Pages;
import io.fovea.image.PixelSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZarrFileTest {
    private static final int WIDTH = 11;
    private static final int HEIGHT = 9;

    @TempDir
    Path folder;

    private ZarrStore store(int planes) {
        return new ZarrStore(folder.resolve("an image.ome.zarr"), planes, HEIGHT, WIDTH);
    }

    private static void assertHolds(ZarrStore store, Path image, int planes) {
        try (Pages pages = Pages.open(image)) {
            assertThat(pages.count()).isEqualTo(planes);
            for (int p = 0; p < planes; p++) {
                Image whole = pages.read(p);
                Image part = pages.rows(p).orElseThrow().read(3, 4);
                assertThat(whole.toString()).isEqualTo("11x9 grey 16-bit");
                for (int y = 0; y < HEIGHT; y++) {
                    for (int x = 0; x < WIDTH; x++) {
                        assertThat(whole.value(x, y, 0)).isEqualTo(store.value(p, y, x));
                        if (y >= 3 && y < 7) {
                            assertThat(part.value(x, y - 3, 0)).isEqualTo(store.value(p, y, x));
                        }
                    }
                }
            }
        }
    }

    @Test
    void chunksOfFormat2AreReadWithTheNamesOfChannelsAndTheSizeOfPixels() throws IOException {
        ZarrStore store = store(2);
        Path image = store.of2();

        assertHolds(store, image, 2);
        try (Pages pages = Pages.open(image)) {
            assertThat(pages.pixelSize()).hasValue(PixelSize.of(0.25, 0.25, "µm"));
            Hyperstack stack = Hyperstack.of(pages);
            assertThat(stack.channelNames()).containsExactly("stain A", "stain B");
            assertThat(stack.label(1)).isEqualTo("c2");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void chunksInShardsOfFormat3AreRead(boolean indexAtEnd) throws IOException {
        ZarrStore store = store(3);
        Path image = store.inShards(indexAtEnd);

        assertHolds(store, image, 3);
        try (Pages pages = Pages.open(image)) {
            assertThat(pages.pixelSize()).isEmpty();
            assertThat(Hyperstack.of(pages).label(2)).isEqualTo("z3");
        }
    }

    @Test
    void aChunkThatIsNotThereHoldsTheFillValue() throws IOException {
        Path image = store(1).of2();
        Files.delete(image.resolve("0/0/1/1"));

        try (Pages pages = Pages.open(image)) {
            Image read = pages.read(0);
            assertThat(read.value(4, 4, 0)).isEqualTo(7);
            assertThat(read.value(7, 7, 0)).isEqualTo(7);
            assertThat(read.value(8, 7, 0)).isEqualTo(78);
        }
    }

    @Test
    void valuesOfColumnsFirstAndBigEndianAreRead() throws IOException {
        ZarrStore store = new ZarrStore(folder.resolve("plain.zarr"), 1, 2, 3);
        store.text(
                ".zarray",
                "{'zarr_format':2,'shape':[2,3],'chunks':[2,3],'dtype':'>u2','fill_value':0,'order':'F','filters':null,"
                        + "'compressor':null}");
        Files.write(folder.resolve("plain.zarr/0.0"), new byte[] {0, 1, 0, 4, 0, 2, 0, 5, 1, 0, 0, 6});

        assertThat(IndexImage.read(folder.resolve("plain.zarr")).values()).containsExactly(1, 2, 256, 4, 5, 6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0/.zarray | 'gzip' | 'bz2' | is Zarr with the codec 'bz2', which is not read",
                "0/.zarray | '<u2' | '<f2' | is Zarr of values of type \"<f2\", which is not read",
                "0/.zarray | [1,9,11] | [1,9,11,1,1,1] | is damaged: it has 6 axes, and its chunks 3",
                "0/.zarray | [1,4,4] | [1,40000000,40000000] | has chunks of",
                "0/.zarray | {'zarr | {{ | its '.zarray' is no JSON object",
                "0/.zarray | [1,9,11] | {'a':9,'b':11,'c':1} | is damaged: it says that its shape is",
                "0/.zarray | [1,9,11] | [2000000,9,11] | has 2000000 planes, and 1,000,000 can be read",
                "0/.zarray | [1,9,11] | [1,99999,99999] | planes of 99999x99999 pixels in chunks of 4x4, more than can be read",
                "0/.zarray | 'filters':null | 'filters':[{'id':'shuffle','elementsize':0}] | its bytes are shuffled by",
                ".zattrs | 'path':'0' | 'path':'1' | whose array '1' is not there",
                ".zattrs | 'path':'0' | 'path':'../../x' | lies outside of it",
                ".zattrs | 'path':'0' | 'path':'\\u0000' | whose array has a name that no folder can have",
                ".zattrs | 'datasets' | 'sets' | whose multiscales name no array",
                ".zattrs | 'multiscales' | 'scales' | holds no image of OME: it has no multiscales",
                ".zattrs | 'name':'y' | 'name':'w' | with an axis 'w', which is not read",
                ".zattrs | 'multiscales' | 'plate' | is a plate or well of several images",
            })
    void whatIsNotReadIsRefusedByName(String file, String old, String now, String said) throws IOException {
        Path image = store(1).of2();
        Path changed = image.resolve(file);
        Files.writeString(changed, Files.readString(changed).replace(old.replace('\'', '"'), now.replace('\'', '"')));

        assertThatThrownBy(() -> Pages.open(image))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("'" + image + "' ")
                .hasMessageContaining(said);
    }

    @Test
    void metadataOfOtherCharactersThanTheyBeginWithAreDamaged() throws IOException {
        Path image = store(1).of2();
        byte[] json = Files.readAllBytes(image.resolve(".zattrs"));
        json[0] = 0;
        json[1] = 0; // as text of 32 bits begins, which the rest is not
        Files.write(image.resolve(".zattrs"), json);

        assertThatThrownBy(() -> Pages.open(image)).hasMessageContaining("its '.zattrs' is no JSON object");
    }

    @Test
    void imagesOfMorePlanesTogetherThanAreReadAreRefused() throws IOException {
        ZarrStore all = new ZarrStore(folder.resolve("series.zarr"), 1, 1, 1);
        all.text(".zattrs", "{'bioformats2raw.layout':3}");
        for (String name : new String[] {"0", "1"}) {
            Path array = new ZarrStore(folder.resolve("series.zarr/" + name), 1, 9, 11)
                    .of2()
                    .resolve("0/.zarray");
            Files.writeString(array, Files.readString(array).replace("[1,9,11]", "[600000,9,11]"));
        }

        assertThatThrownBy(() -> Pages.open(folder.resolve("series.zarr")))
                .hasMessageContaining("more planes than can be read in its images together; give one of them");
    }

    @Test
    void anImageIsKnownAgainByAllFilesButThoseOfItsLabels() throws IOException {
        ZarrStore store = store(1);
        Path image = store.of2();
        store.text("labels/.zattrs", "{'labels':['fovea']}");
        store.text("labels/fovea/.zattrs", "{}");

        assertThat(ZarrFile.marks(image))
                .hasSize(3 + 9)
                .contains(image.resolve("0/0/1/2"), image.resolve(".zattrs"))
                .isSorted();
    }

    @Test
    void moreThanFiveAxesAreRefused() throws IOException {
        ZarrStore store = new ZarrStore(folder.resolve("six.zarr"), 1, 1, 1);
        store.text(
                ".zarray",
                "{'zarr_format':2,'shape':[1,1,1,1,9,9],'chunks':[1,1,1,1,9,9],'dtype':'|u1','fill_value':0,"
                        + "'order':'C','filters':null,'compressor':null}");

        assertThatThrownBy(() -> Pages.open(folder.resolve("six.zarr")))
                .hasMessageContaining("is Zarr of 6 axes; images have 2 to 5");
    }

    @Test
    void aDamagedChunkIsNamed() throws IOException {
        Path image = store(1).of2();
        Path chunk = image.resolve("0/0/1/2");
        byte[] bytes = Files.readAllBytes(chunk);
        Files.write(chunk, Arrays.copyOf(bytes, bytes.length / 2));

        try (Pages pages = Pages.open(image)) {
            assertThat(pages.rows(0).orElseThrow().read(0, 4).value(0, 0, 0)).isZero();
            assertThatThrownBy(() -> pages.read(0)).hasMessageContaining("its chunk '0/1/2' cannot be decoded");
        }
    }

    @Test
    void aFolderIsAnImageByWhatIsInIt() throws IOException {
        Path image = store(1).of2();
        Path plain = Files.createDirectories(folder.resolve("results.zarr"));
        ZarrStore plate = new ZarrStore(folder.resolve("plate.zarr"), 1, 1, 1);
        plate.text("zarr.json", "{'zarr_format':3,'node_type':'group','attributes':{'ome':{'plate':{}}}}");

        assertThat(ZarrFile.isImage(image)).isTrue();
        assertThat(ZarrFile.isImage(image.resolve("0"))).isTrue();
        assertThat(ZarrFile.isImage(plain)).isFalse();
        assertThat(ZarrFile.isImage(folder.resolve("plate.zarr"))).isFalse();
        assertThat(ZarrFile.isImage(folder)).isFalse();
    }
}
