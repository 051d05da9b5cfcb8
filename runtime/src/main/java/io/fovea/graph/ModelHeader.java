package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import java.util.List;

/**
 * What a model file holds besides the nodes, constants, values and metadata of a {@link Graph}: its format, its operator
 * sets, and all that this library has no name for.
 *
 * @param model without a graph or metadata
 * @param rest of the graph
 */
record ModelHeader(OnnxMl.ModelProto model, OnnxMl.GraphProto rest) {

    /** Version of the file format that operator set 17 came with. */
    private static final long IR_OF_CONSTANTS = 8;

    /** That of a file. */
    static ModelHeader of(OnnxMl.ModelProto file) {
        return new ModelHeader(
                file.toBuilder().clearGraph().clearMetadataProps().build(),
                file.getGraph().toBuilder()
                        .clearNode()
                        .clearInitializer()
                        .clearInput()
                        .clearOutput()
                        .clearValueInfo()
                        .build());
    }

    /** That of a new model. */
    static ModelHeader create(int opset) {
        return new ModelHeader(
                OnnxMl.ModelProto.newBuilder()
                        .setIrVersion(IR_OF_CONSTANTS)
                        .setProducerName("fovea")
                        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset))
                        .build(),
                OnnxMl.GraphProto.getDefaultInstance());
    }

    /** The operator sets that the model imports. */
    List<OnnxMl.OperatorSetIdProto> opsets() {
        return model.getOpsetImportList();
    }

    /** Version of the operator set {@code domain}, or 0 where the model does not import it. */
    int opset(String domain) {
        return opsets().stream()
                .filter(set -> domain.isEmpty() ? isOnnx(set) : set.getDomain().equals(domain))
                .findFirst()
                .map(set -> Math.toIntExact(set.getVersion()))
                .orElse(0);
    }

    /** A copy that names another version of ONNX's own operator set. */
    ModelHeader inOpset(int opset) {
        OnnxMl.ModelProto.Builder other = model.toBuilder().clearOpsetImport();
        other.setIrVersion(Math.max(model.getIrVersion(), IR_OF_CONSTANTS));
        other.addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset));
        opsets().stream().filter(set -> !isOnnx(set)).forEach(other::addOpsetImport);
        return new ModelHeader(other.build(), rest);
    }

    private static boolean isOnnx(OnnxMl.OperatorSetIdProto set) {
        return set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx");
    }
}
