package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Tensors from and to their protobuf form: raw bytes, the typed lists, and bytes in a file beside the model.
 */
final class TensorCodec {

    private TensorCodec() {}

    /** Throws an {@link UnsoundException} unless type, shape and data agree; data in other files is not looked at. */
    static void require(OnnxMl.TensorProto proto) {
        String what = "constant '" + proto.getName() + "'";
        if (!ElementType.isKnown(proto.getDataType())) {
            throw new UnsoundException(
                    "its " + what + " is of the element type " + proto.getDataType() + ", which is not known");
        }
        long[] shape = shape(proto);
        Soundness.requireShape(what, shape);
        ElementType type = ElementType.of(proto.getDataType());
        long expected = type == ElementType.STRING ? Tensor.elements(shape) : bytes(proto);
        if (!ExternalData.isUsedBy(proto) && size(proto, type) != expected) {
            throw new UnsoundException("its " + what + " of type " + type + " and shape " + Arrays.toString(shape)
                    + " has " + size(proto, type)
                    + (type == ElementType.STRING ? " texts, not " : " bytes of data, not ") + expected);
        }
    }

    /** How many bytes a sound tensor must have. */
    static long bytes(OnnxMl.TensorProto proto) {
        return ElementType.of(proto.getDataType()).bytes(Tensor.elements(shape(proto)));
    }

    /** How many bytes of data there are; for texts, how many of them. */
    private static long size(OnnxMl.TensorProto proto, ElementType type) {
        if (type == ElementType.STRING) {
            return proto.getStringDataCount();
        }
        if (proto.hasRawData()) {
            return proto.getRawData().size();
        }
        return switch (type) {
            case FLOAT, COMPLEX64 -> 4L * proto.getFloatDataCount();
            case DOUBLE, COMPLEX128 -> 8L * proto.getDoubleDataCount();
            case INT64 -> 8L * proto.getInt64DataCount();
            case UINT64 -> 8L * proto.getUint64DataCount();
            case UINT32 -> 4L * proto.getUint64DataCount();
            case INT32 -> 4L * proto.getInt32DataCount();
            case INT16, UINT16, FLOAT16, BFLOAT16 -> 2L * proto.getInt32DataCount();
            default -> proto.getInt32DataCount();
        };
    }

    private static long[] shape(OnnxMl.TensorProto proto) {
        return proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
    }

    /** Reads a tensor whose data is in the model's own file. */
    static Tensor decode(OnnxMl.TensorProto proto) {
        require(proto);
        ElementType type = ElementType.of(proto.getDataType());
        long[] shape = shape(proto);
        if (type == ElementType.STRING) {
            return Tensor.ofStrings(
                    shape,
                    proto.getStringDataList().stream()
                            .map(ByteString::toByteArray)
                            .toList());
        }
        return Tensor.ofBytes(
                type, shape, proto.hasRawData() ? proto.getRawData().asReadOnlyByteBuffer() : typed(proto, type));
    }

    /** Reads a tensor, wherever its data is. */
    static Tensor decode(OnnxMl.TensorProto proto, ExternalData files) throws IOException {
        if (!ExternalData.isUsedBy(proto)) {
            return decode(proto);
        }
        ElementType type = ElementType.of(proto.getDataType());
        long[] shape = shape(proto);
        if (type == ElementType.STRING) {
            throw new UnsoundException("it keeps the texts of its constant '" + proto.getName() + "' in another file");
        }
        return Tensor.ofBytes(type, shape, files.read(proto, bytes(proto)));
    }

    private static ByteBuffer typed(OnnxMl.TensorProto proto, ElementType type) {
        ByteBuffer bytes = Tensor.little(Math.toIntExact(size(proto, type)));
        switch (type) {
            case FLOAT, COMPLEX64 -> proto.getFloatDataList().forEach(bytes::putFloat);
            case DOUBLE, COMPLEX128 -> proto.getDoubleDataList().forEach(bytes::putDouble);
            case INT64 -> proto.getInt64DataList().forEach(bytes::putLong);
            case UINT64 -> proto.getUint64DataList().forEach(bytes::putLong);
            case UINT32 -> proto.getUint64DataList().forEach(v -> bytes.putInt(v.intValue()));
            case INT32 -> proto.getInt32DataList().forEach(bytes::putInt);
            case INT16, UINT16, FLOAT16, BFLOAT16 ->
                proto.getInt32DataList().forEach(v -> bytes.putShort(v.shortValue()));
            default -> proto.getInt32DataList().forEach(v -> bytes.put(v.byteValue()));
        }
        return bytes.flip();
    }

    static OnnxMl.TensorProto encode(String name, Tensor tensor) {
        OnnxMl.TensorProto.Builder proto = header(name, tensor.type(), tensor.shape());
        if (tensor.type() == ElementType.STRING) {
            tensor.strings().forEach(text -> proto.addStringData(ByteString.copyFrom(text)));
        } else {
            proto.setRawData(UnsafeByteOperations.unsafeWrap(tensor.bytes()));
        }
        return proto.build();
    }

    static OnnxMl.TensorProto encodeExternal(String name, Tensor tensor, String location, long offset) {
        return header(name, tensor.type(), tensor.shape())
                .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", location))
                .addExternalData(entry("offset", Long.toString(offset)))
                .addExternalData(entry("length", Long.toString(tensor.bytes().remaining())))
                .build();
    }

    private static OnnxMl.TensorProto.Builder header(String name, ElementType type, long[] shape) {
        OnnxMl.TensorProto.Builder proto =
                OnnxMl.TensorProto.newBuilder().setName(name).setDataType(type.code());
        for (long size : shape) {
            proto.addDims(size);
        }
        return proto;
    }

    static OnnxMl.StringStringEntryProto entry(String key, String value) {
        return OnnxMl.StringStringEntryProto.newBuilder()
                .setKey(key)
                .setValue(value)
                .build();
    }
}
