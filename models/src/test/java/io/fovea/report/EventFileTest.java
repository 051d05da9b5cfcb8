package io.fovea.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files in the form that TensorFlow describes, read by a reader of its own. */
class EventFileTest {

    /** What TensorFlow's schemas say of the fields that are written, with its names and numbers. */
    private static final String SCHEMA =
            """
            syntax = "proto3";
            message HistogramProto {
              double min = 1; double max = 2; double num = 3; double sum = 4; double sum_squares = 5;
              repeated double bucket_limit = 6 [packed = true]; repeated double bucket = 7 [packed = true];
            }
            message Image { int32 height = 1; int32 width = 2; int32 colorspace = 3; bytes encoded_image_string = 4; }
            message Value {
              string tag = 1;
              oneof value { float simple_value = 2; Image image = 4; HistogramProto histo = 5; }
            }
            message Summary { repeated Value value = 1; }
            message SessionLog { enum Status { UNSPECIFIED = 0; START = 1; } Status status = 1; }
            message Event {
              double wall_time = 1; int64 step = 2;
              oneof what { string file_version = 3; Summary summary = 5; SessionLog session_log = 7; }
            }
            """;

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void choose() {
        path = folder.resolve("a run/events.out.tfevents.1.test");
    }

    @Test
    void theReadersChecksumIsThatOfTheStandard() {
        assertThat(EventReader.castagnoli("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0xe3069283);
    }

    @Test
    void aFileSaysItsVersionAndHoldsWhatIsAdded() throws IOException {
        EventFile file = EventFile.begin(path);
        file.add(
                3,
                new EventSummary().number("loss", 0.5).number("gap", Double.NaN).number("größe", 2));

        assertThat(new String((byte[]) EventReader.events(path).get(0).get(3).get(0)))
                .isEqualTo("brain.Event:2");
        assertThat(EventReader.values(path)).containsOnlyKeys("3 loss", "3 größe");
        assertThat(EventReader.values(path).get("3 loss").get(2)).containsExactly(0.5f);
        assertThatThrownBy(() -> EventFile.begin(path)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aHistogramCountsInBucketsOfOneWidth() throws IOException {
        // 0 to 30: each bucket is 1 wide; the largest belongs to the last.
        EventFile.begin(path).add(1, new EventSummary().histogram("w", 0, 0.5f, 1.5f, 30, Float.NaN));

        Map<Integer, List<Object>> histogram = EventReader.fields(
                (byte[]) EventReader.values(path).get("1 w").get(5).get(0));
        assertThat(histogram.get(1)).containsExactly(0.0);
        assertThat(histogram.get(2)).containsExactly(30.0);
        assertThat(histogram.get(3)).containsExactly(4.0);
        assertThat(histogram.get(4)).containsExactly(32.0);
        assertThat(histogram.get(5)).containsExactly(0.25 + 2.25 + 900);
        double[] limits = doubles(histogram.get(6));
        double[] counts = doubles(histogram.get(7));
        assertThat(limits).hasSize(30).startsWith(1, 2, 3).endsWith(30);
        assertThat(counts).startsWith(2, 1, 0).endsWith(1);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(4);
    }

    @Test
    void valuesThatAreAllTheSameHaveOneBucketAndNoValuesNone() throws IOException {
        EventFile.begin(path)
                .add(
                        1,
                        new EventSummary()
                                .histogram("same", 2, 2)
                                .histogram("none")
                                .histogram("no", Float.NaN));

        assertThat(EventReader.values(path)).containsOnlyKeys("1 same");
        Map<Integer, List<Object>> same = EventReader.fields(
                (byte[]) EventReader.values(path).get("1 same").get(5).get(0));
        assertThat(doubles(same.get(6))).containsExactly(2);
        assertThat(doubles(same.get(7))).containsExactly(2);
    }

    @Test
    void aFileThatIsResumedLosesWhatWasHalfWrittenAndSaysFromWhereItGoesOn() throws IOException {
        EventFile file = EventFile.begin(path);
        file.add(1, new EventSummary().number("loss", 1));
        long whole = Files.size(path);
        file.add(2, new EventSummary().number("loss", 2));
        byte[] bytes = Files.readAllBytes(path);
        for (long left : new long[] {whole + 5, whole + 13, bytes.length - 1L}) {
            Files.write(path, Arrays.copyOf(bytes, (int) left), StandardOpenOption.TRUNCATE_EXISTING);

            EventFile.resume(path, 2).add(2, new EventSummary().number("loss", 3));

            List<Map<Integer, List<Object>>> events = EventReader.events(path);
            assertThat(events).hasSize(4);
            assertThat(events.get(2).get(2)).containsExactly(2L);
            assertThat((byte[]) events.get(2).get(7).get(0)).containsExactly(8, 1);
            assertThat(EventReader.values(path).get("2 loss").get(2)).containsExactly(3f);
        }
    }

    @Test
    void protobufsOwnCompilerReadsTheEvents() throws IOException, InterruptedException {
        assumeTrue(isInstalled("protoc"), "protoc is not installed; install protobuf-compiler");
        EventFile.begin(path)
                .add(
                        7,
                        new EventSummary()
                                .number("loss", 0.25)
                                .picture("seen", new byte[] {1, 2}, 4, 3)
                                .histogram("w", 1, 2));
        Files.writeString(folder.resolve("event.proto"), SCHEMA);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        int second = 16 + (int) bytes.getLong(0);
        byte[] event = Arrays.copyOfRange(bytes.array(), second + 12, second + 12 + (int) bytes.getLong(second));
        Files.write(folder.resolve("event.bin"), event);

        Process protoc = new ProcessBuilder("protoc", "--decode=Event", "event.proto")
                .directory(folder.toFile())
                .redirectInput(folder.resolve("event.bin").toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(protoc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(protoc.waitFor()).as(text).isZero();
        assertThat(text.replaceAll("\\s+", " "))
                .contains("step: 7 summary { value { tag: \"loss\" simple_value: 0.25 }")
                .contains(
                        "tag: \"seen\" image { height: 3 width: 4 colorspace: 3 encoded_image_string: \"\\001\\002\" }")
                .contains("tag: \"w\" histo { min: 1 max: 2 num: 2 sum: 3 sum_squares: 5 bucket_limit: 1.03");
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false; // not there
        }
    }

    private static double[] doubles(List<Object> packed) {
        ByteBuffer bytes = ByteBuffer.wrap((byte[]) packed.get(0)).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }
}
