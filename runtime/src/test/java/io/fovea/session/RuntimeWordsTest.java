package io.fovea.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error code - ORT_FAIL - message: Non-zero status code returned while running AveragePool node."
                        + " Name:'pool' Status Message: /onnxruntime_src/onnxruntime/core/providers/cpu/nn/pool.h:233"
                        + " int64_t onnxruntime::PoolAttributes::ComputeOutputSize(int64_t, int64_t) const out_size >= 0"
                        + " was false. Calculated output dimension is negative."
                        + "|its AveragePool 'pool' fails: out_size >= 0 was false. Calculated output dimension is"
                        + " negative.",
                "Error code - ORT_FAIL - message: Node (concat) Op (Concat) [ShapeInferenceError] Can't merge"
                        + "|its Concat 'concat' fails: Can't merge.",
                "Error code - ORT_FAIL - message: Node () Op (Reshape) [ShapeInferenceError] incompatible shapes"
                        + "|its Reshape fails: incompatible shapes.",
                "Error code - ORT_INVALID_GRAPH - message: Load model from /a/b.onnx failed:This is an invalid model."
                        + " In Node, (\"y\", Conjure, \"\", -1) : (\"x\": tensor(float),) -> (\"y\",) , Error No Op"
                        + " registered for Conjure with domain_version of 13"
                        + "|its Conjure 'y' fails: there is no Conjure in operator set 13.",
                "Error code - ORT_FAIL - message: Non-zero status code returned while running AveragePool node."
                        + " Name:'pool_nchwc' Status Message: [ONNXRuntimeError] : 1 : FAIL : tensor.cc:57"
                        + " CalculateTensorStorageSize Tensor shape.Size() must be >= 0"
                        + "|its AveragePool 'pool' fails: Tensor shape.Size() must be >= 0.",
                "something else|something else."
            })
    void keepWhatAUserUnderstands(String message, String words) {
        assertThat(RuntimeWords.of(message)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"'',no reason given.", "' first \n second ',first."})
    void areOneLine(String message, String words) {
        assertThat(RuntimeWords.of(message)).isEqualTo(words);
    }
}
