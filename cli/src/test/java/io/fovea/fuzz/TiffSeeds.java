package io.fovea.fuzz;

import io.fovea.image.TestPacking;
import io.fovea.image.TestTiff;
import io.fovea.image.TiffCase;
import io.fovea.image.TiffCases;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** TIFFs of every kind that is read: strips and tiles, BigTIFF, every packing, and OME-TIFF with the smaller copies of a pyramid. */
final class TiffSeeds {
    private static final int EVERY = 4;
    private static final String END = "</OME>";

    private static final String OME =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" UUID="urn:uuid:1" Creator="x">
            <Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="AXES" Type="uint16" SizeX="37" SizeY="29"
             SizeC="2" SizeZ="3" SizeT="1" PhysicalSizeX="0.5" PhysicalSizeXUnit="&#181;m" PhysicalSizeY="0.25">
            <Channel ID="Channel:0:0" Name="DAPI" SamplesPerPixel="1"/>
            <Channel ID="Channel:0:1" Name="GFP" SamplesPerPixel="1"/>
            <TiffData IFD="0" FirstZ="0" FirstC="0" PlaneCount="3"><UUID FileName="a.tif">urn:uuid:1</UUID></TiffData>
            <TiffData IFD="3" FirstZ="0" FirstC="1" PlaneCount="3"/>
            </Pixels></Image>
            <StructuredAnnotations><CommentAnnotation ID="A:0" Namespace="fovea"><Value>b.tif</Value></CommentAnnotation>
            </StructuredAnnotations></OME>
            """;

    private TiffSeeds() {}

    /** All of them, in the same order each time. */
    static List<Seed> images() throws IOException {
        List<Seed> seeds = new ArrayList<>();
        Path file = Files.createTempFile("seed", ".tif");
        try {
            List<TiffCase> cases = TiffCases.pairwise();
            for (int i = 0; i < cases.size(); i += EVERY) {
                seeds.add(seed(cases.get(i).toString(), cases.get(i).write(file)));
            }
            seeds.add(seed(
                    "ome-tiles", ome(ByteOrder.LITTLE_ENDIAN, true, "XYZCT").write(file, pages())));
            seeds.add(
                    seed("ome-strips", ome(ByteOrder.BIG_ENDIAN, false, "XYCZT").write(file, pages())));
        } finally {
            Files.delete(file);
        }
        return seeds;
    }

    private static TestTiff ome(ByteOrder order, boolean isBig, String axes) {
        TestTiff tiff = new TestTiff(37, 29)
                .bits(16, 1)
                .order(order, isBig)
                .packing(TestPacking.DEFLATE, 2)
                .description(OME.replace("AXES", axes));
        // The directories of smaller copies, where there are none.
        return isBig ? tiff.tiles(16).tag(254, 0).tag(330, 16, 8) : tiff;
    }

    private static List<TestTiff.Values> pages() {
        List<TestTiff.Values> pages = new ArrayList<>();
        for (int page = 0; page < 6; page++) {
            int first = 1000 * page;
            pages.add((x, y, sample) -> first + 37 * y + x);
        }
        return pages;
    }

    private static Seed seed(String name, Path file) throws IOException {
        return new Seed(name, ".tif", Files.readAllBytes(file));
    }

    /** Whether a file has a text of OME. */
    static boolean hasText(byte[] bytes) {
        return text(bytes).contains(END);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Damages to the text of OME in a file, which stays as long as it is. */
    static byte[] inText(byte[] bytes, Random random) {
        String all = text(bytes);
        int from = all.indexOf("<?xml");
        String whole = all.substring(from, all.indexOf(END, from) + END.length());
        byte[] damaged = TextMutations.of(whole, whole, random).getBytes(StandardCharsets.ISO_8859_1);
        byte[] placed = bytes.clone();
        Arrays.fill(placed, from, from + whole.length(), (byte) ' ');
        System.arraycopy(damaged, 0, placed, from, Math.min(damaged.length, whole.length()));
        return placed;
    }
}
