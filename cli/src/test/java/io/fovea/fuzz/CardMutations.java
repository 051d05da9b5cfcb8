package io.fovea.fuzz;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Random;

/** Damages to what a model says of itself. */
final class CardMutations {
    private static final int MOST_AT_ONCE = 3;

    private static final String[] WORDS = {
        "",
        " ",
        "free",
        "nchw",
        "nhwc",
        "rgb",
        "bgr",
        "gray",
        "tile",
        "resize",
        "trimap",
        "segmentation",
        "classification",
        "other",
        "logits",
        "probabilities",
        "independent-logits",
        "none",
        "deep",
        "all",
        "NaN",
        "-Infinity",
        "1e39",
        "0x1p3",
        "0 0 0",
        "1 2",
        "a\nb\nc\nd",
        "y",
        "x",
        "\u0000",
        "1".repeat(1000)
    };

    private CardMutations() {}

    /** Some damages to the metadata of a model. */
    static byte[] of(byte[] model, Random random) {
        try {
            OnnxMl.ModelProto.Builder builder = OnnxMl.ModelProto.parseFrom(model).toBuilder();
            for (int i = random.nextInt(MOST_AT_ONCE); i >= 0; i--) {
                damage(builder, random);
            }
            return builder.build().toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Seeds are whole", e);
        }
    }

    private static void damage(OnnxMl.ModelProto.Builder model, Random random) {
        if (model.getMetadataPropsCount() == 0) {
            return;
        }
        int index = random.nextInt(model.getMetadataPropsCount());
        String value = model.getMetadataProps(index).getValue();
        switch (random.nextInt(6)) {
            case 0 -> model.removeMetadataProps(index);
            case 1 ->
                model.getMetadataPropsBuilder(index)
                        .setValue(Long.toString(ByteMutations.EDGES[random.nextInt(ByteMutations.EDGES.length)]));
            case 2 ->
                model.getMetadataPropsBuilder(index)
                        .setValue(model.getMetadataProps(random.nextInt(model.getMetadataPropsCount()))
                                .getValue());
            case 3 -> model.getMetadataPropsBuilder(index).setValue(TextMutations.of(value, value, random));
            default -> model.getMetadataPropsBuilder(index).setValue(WORDS[random.nextInt(WORDS.length)]);
        }
    }
}
