package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Tensors from and to their protobuf form: raw bytes, the typed lists, and bytes in a file beside the model.
 */
final class TensorCodec {

    private TensorCodec() {}

    /**
     * Reads a tensor.
     *
     * @param folder where external data lies; null when the model did not come from a file
     */
    static Tensor decode(OnnxMl.TensorProto proto, Path folder) throws IOException {
        long[] shape = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
        try {
            ElementType type = ElementType.of(proto.getDataType());
            if (proto.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL) {
                return Tensor.ofBytes(type, shape, external(proto, folder, type.bytes(Tensor.elements(shape))));
            }
            if (type == ElementType.STRING) {
                return Tensor.ofStrings(
                        shape,
                        proto.getStringDataList().stream()
                                .map(ByteString::toByteArray)
                                .toList());
            }
            if (proto.hasRawData()) {
                return Tensor.ofBytes(type, shape, proto.getRawData().asReadOnlyByteBuffer());
            }
            return Tensor.ofBytes(type, shape, typed(proto, type, shape));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedModelException(
                    "Constant '" + proto.getName() + "' is damaged: " + e.getMessage() + ".", e);
        }
    }

    /** The file, beside the model's, that holds a tensor's bytes; empty where the model's own does. */
    static Optional<String> location(OnnxMl.TensorProto proto) {
        return proto.getDataLocation() != OnnxMl.TensorProto.DataLocation.EXTERNAL
                ? Optional.empty()
                : proto.getExternalDataList().stream()
                        .filter(entry -> entry.getKey().equals("location"))
                        .map(OnnxMl.StringStringEntryProto::getValue)
                        .findFirst();
    }

    private static ByteBuffer typed(OnnxMl.TensorProto proto, ElementType type, long[] shape) {
        ByteBuffer bytes = Tensor.little(Math.toIntExact(type.bytes(Tensor.elements(shape))));
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

    private static ByteBuffer external(OnnxMl.TensorProto proto, Path folder, long expected) throws IOException {
        String location = "";
        long offset = 0;
        long length = expected;
        for (OnnxMl.StringStringEntryProto entry : proto.getExternalDataList()) {
            switch (entry.getKey()) {
                case "location" -> location = entry.getValue();
                case "offset" -> offset = Long.parseLong(entry.getValue());
                case "length" -> length = Long.parseLong(entry.getValue());
                default -> {
                    // A checksum is optional and says nothing about where the bytes are.
                }
            }
        }
        if (folder == null) {
            throw new MalformedModelException("The model keeps constant '" + proto.getName() + "' in the file '"
                    + location + "' beside it; open the model from its file.");
        }
        Path root = folder.toAbsolutePath().normalize();
        Path file = root.resolve(location).normalize();
        if (!file.startsWith(root)) {
            throw new MalformedModelException("The model keeps constant '" + proto.getName() + "' in '" + location
                    + "', outside its own folder, which is not allowed.");
        }
        if (!Files.isRegularFile(file) || Files.size(file) < offset + length) {
            throw new MalformedModelException("The model keeps its weights in '" + file
                    + "', which is missing or too short; put that file beside the model.");
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                // A channel may hand out less than asked.
            }
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
