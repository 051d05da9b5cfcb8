package io.fovea.fuzz;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Damages to the messages that an ONNX file consists of: what comes out is a file that parses, and lies. */
final class ProtoMutations {
    private static final int MOST_AT_ONCE = 3;

    private static final String[] OPERATORS =
            ("Relu Conv ConvTranspose MaxPool AveragePool GlobalAveragePool Gemm MatMul Add Mul Concat Reshape Flatten"
                            + " Transpose Softmax Sigmoid Resize Upsample Pad Slice Gather Squeeze Unsqueeze Split Expand Tile"
                            + " ConstantOfShape Shape Range ReduceMean BatchNormalization InstanceNormalization LayerNormalization"
                            + " Clip Dropout Identity Cast Constant If Loop Scan LSTM GRU TopK NonZero OneHot QLinearConv"
                            + " QuantizeLinear DequantizeLinear Einsum CumSum DepthToSpace SpaceToDepth LRN LpPool Where Erf PRelu"
                            + " RandomNormal EyeLike Trilu GridSample RoiAlign NonMaxSuppression SequenceEmpty Optional")
                    .split(" ");

    private static final String[] TEXTS = {
        "",
        "x",
        "y",
        "image",
        "../canary/secret.bin",
        "link",
        "linked/secret.bin",
        "weights.bin",
        "location",
        "offset",
        "length",
        "SAME_UPPER",
        "linear",
        "a/b/c",
        "\u0000",
        "n".repeat(5000)
    };

    private final Random random;
    private final List<Message> others = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private ProtoMutations(Random random) {
        this.random = random;
    }

    /** Some damages; a file that does not parse is damaged as bytes. */
    static byte[] of(byte[] model, byte[] other, Random random) {
        try {
            ProtoMutations mutations = new ProtoMutations(random);
            Message message = OnnxMl.ModelProto.parseFrom(model);
            mutations.collect(message);
            mutations.collect(OnnxMl.ModelProto.parseFrom(other));
            for (int i = random.nextInt(MOST_AT_ONCE); i >= 0; i--) {
                int[] countdown = {random.nextInt(count(message))};
                message = mutations.damagedAt(message, countdown);
            }
            return message.toByteArray();
        } catch (InvalidProtocolBufferException e) {
            return ByteMutations.of(model, other, random);
        }
    }

    private void collect(Message message) {
        others.add(message);
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            for (Object value : values(field.getKey(), field.getValue())) {
                if (value instanceof Message inner) {
                    collect(inner);
                } else if (value instanceof String text) {
                    names.add(text);
                }
            }
        }
    }

    private static List<?> values(FieldDescriptor field, Object value) {
        return field.isRepeated() ? (List<?>) value : List.of(value);
    }

    private static int count(Message message) {
        int count = 1;
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            for (Object value : values(field.getKey(), field.getValue())) {
                count += value instanceof Message inner ? count(inner) : 0;
            }
        }
        return count;
    }

    /** The message with the one damaged at which the countdown ends, itself or one inside. */
    private Message damagedAt(Message message, int[] countdown) {
        if (countdown[0]-- == 0) {
            return damaged(message);
        }
        Message.Builder builder = message.toBuilder();
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            List<?> values = values(field.getKey(), field.getValue());
            for (int i = 0; i < values.size() && countdown[0] >= 0; i++) {
                if (values.get(i) instanceof Message inner) {
                    Message changed = damagedAt(inner, countdown);
                    if (field.getKey().isRepeated()) {
                        builder.setRepeatedField(field.getKey(), i, changed);
                    } else {
                        builder.setField(field.getKey(), changed);
                    }
                }
            }
        }
        return builder.build();
    }

    private Message damaged(Message message) {
        List<FieldDescriptor> set = new ArrayList<>(message.getAllFields().keySet());
        List<FieldDescriptor> all = message.getDescriptorForType().getFields();
        FieldDescriptor field = !set.isEmpty() && random.nextInt(4) > 0
                ? set.get(random.nextInt(set.size()))
                : all.get(random.nextInt(all.size()));
        Message.Builder builder = message.toBuilder();
        if (random.nextInt(6) == 0) {
            return builder.clearField(field).build();
        }
        if (!field.isRepeated()) {
            return builder.setField(field, value(field, message.getField(field)))
                    .build();
        }
        int count = message.getRepeatedFieldCount(field);
        int one = count == 0 ? 0 : random.nextInt(count);
        int other = count == 0 ? 0 : random.nextInt(count);
        if (count == 0 || random.nextInt(4) == 0) {
            Object like = count == 0 ? null : message.getRepeatedField(field, one);
            return builder.addRepeatedField(field, value(field, like)).build();
        }
        return switch (random.nextInt(4)) {
            case 0 ->
                builder.addRepeatedField(field, message.getRepeatedField(field, one))
                        .build();
            case 1 ->
                builder.setRepeatedField(field, one, message.getRepeatedField(field, other))
                        .setRepeatedField(field, other, message.getRepeatedField(field, one))
                        .build();
            case 2 -> without(builder, field, one);
            default ->
                builder.setRepeatedField(field, one, value(field, message.getRepeatedField(field, one)))
                        .build();
        };
    }

    private static Message without(Message.Builder builder, FieldDescriptor field, int index) {
        List<Object> values = new ArrayList<>((List<?>) builder.getField(field));
        values.remove(index);
        return builder.setField(field, values).build();
    }

    /** Another value of a field. */
    private Object value(FieldDescriptor field, Object before) {
        long edge = ByteMutations.EDGES[random.nextInt(ByteMutations.EDGES.length)];
        return switch (field.getJavaType()) {
            case INT -> (int) edge;
            case LONG -> edge;
            case FLOAT -> new float[] {0, -1, 1e38f, Float.NaN, Float.POSITIVE_INFINITY, 1e-38f}[random.nextInt(6)];
            case DOUBLE -> new double[] {0, -1, 1e300, Double.NaN, Double.POSITIVE_INFINITY}[random.nextInt(5)];
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text();
            case BYTE_STRING ->
                ByteString.copyFrom(ByteMutations.of(
                        before == null ? new byte[8] : ((ByteString) before).toByteArray(), new byte[16], random));
            case ENUM -> {
                var values = field.getEnumType().getValues();
                yield values.get(random.nextInt(values.size()));
            }
            case MESSAGE -> message(field);
        };
    }

    private String text() {
        return switch (random.nextInt(3)) {
            case 0 -> OPERATORS[random.nextInt(OPERATORS.length)];
            case 1 -> TEXTS[random.nextInt(TEXTS.length)];
            default -> names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
        };
    }

    /** One of the same type from anywhere, or an empty one. */
    private Message message(FieldDescriptor field) {
        List<Message> alike = others.stream()
                .filter(other -> other.getDescriptorForType().equals(field.getMessageType()))
                .toList();
        return alike.isEmpty() || random.nextInt(8) == 0
                ? com.google.protobuf.DynamicMessage.getDefaultInstance(field.getMessageType())
                : alike.get(random.nextInt(alike.size()));
    }
}
