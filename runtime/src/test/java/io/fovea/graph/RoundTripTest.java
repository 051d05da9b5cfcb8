package io.fovea.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.fovea.SharedData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Models written by others, read and written again, must answer the same bits in ONNX Runtime. */
@Tag("shared-data")
class RoundTripTest {

    @TestFactory
    List<DynamicTest> foreignModelsAnswerTheSameBits() throws Exception {
        Path folder = SharedData.path("onnx/models");
        List<DynamicTest> tests = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList()) {
                tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(13);
        return tests;
    }

    private static void compare(Path file) throws Exception {
        byte[] original = Files.readAllBytes(file);
        byte[] rewritten = Graph.read(file).toBytes();
        assertThat(run(rewritten)).isNotEmpty().isEqualTo(run(original));
    }

    private static Map<String, List<Byte>> run(byte[] model) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, List<Byte>> answers = new HashMap<>();
        try (OrtSession session = environment.createSession(model, new OrtSession.SessionOptions())) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            for (NodeInfo input : session.getInputInfo().values()) {
                inputs.put(input.getName(), random(environment, (TensorInfo) input.getInfo()));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                for (Map.Entry<String, OnnxValue> output : result) {
                    ByteBuffer bytes = ((OnnxTensor) output.getValue()).getByteBuffer();
                    List<Byte> copy = new ArrayList<>();
                    while (bytes.hasRemaining()) {
                        copy.add(bytes.get());
                    }
                    answers.put(output.getKey(), copy);
                }
            }
            inputs.values().forEach(OnnxTensor::close);
        }
        return answers;
    }

    private static OnnxTensor random(OrtEnvironment environment, TensorInfo info) throws Exception {
        long[] shape = info.getShape();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] < 0 ? (i == 0 ? 1 : 64) : shape[i];
        }
        int size = Math.toIntExact(Tensor.elements(shape));
        Random random = new Random(7);
        ByteBuffer bytes = ByteBuffer.allocateDirect(size * info.type.size).order(ByteOrder.nativeOrder());
        for (int i = 0; i < size; i++) {
            float value = random.nextFloat();
            if (info.type == OnnxJavaType.FLOAT16) {
                bytes.putShort(HalfPrecision.toFloat16(value));
            } else {
                bytes.putFloat(value);
            }
        }
        return OnnxTensor.createTensor(environment, bytes.flip(), shape, info.type);
    }
}
