package io.fovea.graph;

/**
 * The element types of ONNX tensors, with ONNX's codes ({@code TensorProto.DataType}).
 */
public enum ElementType {
    UNDEFINED(0, 0),
    FLOAT(1, 32),
    UINT8(2, 8),
    INT8(3, 8),
    UINT16(4, 16),
    INT16(5, 16),
    INT32(6, 32),
    INT64(7, 64),
    STRING(8, 0),
    BOOL(9, 8),
    FLOAT16(10, 16),
    DOUBLE(11, 64),
    UINT32(12, 32),
    UINT64(13, 64),
    COMPLEX64(14, 64),
    COMPLEX128(15, 128),
    BFLOAT16(16, 16),
    FLOAT8E4M3FN(17, 8),
    FLOAT8E4M3FNUZ(18, 8),
    FLOAT8E5M2(19, 8),
    FLOAT8E5M2FNUZ(20, 8),
    UINT4(21, 4),
    INT4(22, 4),
    FLOAT4E2M1(23, 4),
    FLOAT8E8M0(24, 8),
    UINT2(25, 2),
    INT2(26, 2);

    private final int code;
    private final int bits;

    ElementType(int code, int bits) {
        this.code = code;
        this.bits = bits;
    }

    /** ONNX's number for this type. */
    public int code() {
        return code;
    }

    /** Bytes that {@code elements} of this type fill; 2- and 4-bit elements are packed. */
    public long bytes(long elements) {
        return (Math.multiplyExact(elements, bits) + 7) / 8;
    }

    /** Whether values are real numbers of any precision. */
    public boolean isFloatingPoint() {
        return switch (this) {
            case FLOAT, FLOAT16, BFLOAT16, DOUBLE -> true;
            default -> false;
        };
    }

    /** Whether it is an integer type of whatever width, or a truth value: what {@link Tensor#toLongs} reads. */
    public boolean isInteger() {
        return switch (this) {
            case INT64, UINT64, INT32, UINT32, INT16, UINT16, INT8, UINT8, INT4, UINT4, INT2, UINT2, BOOL -> true;
            default -> false;
        };
    }

    /** Whether ONNX has assigned the number {@code code}. */
    static boolean isKnown(long code) {
        return code >= 0 && code < values().length;
    }

    /**
     * The type with ONNX's number {@code code}.
     *
     * @throws IllegalArgumentException for a number ONNX has not assigned
     */
    public static ElementType of(int code) {
        if (!isKnown(code)) {
            throw new IllegalArgumentException("ONNX element type " + code + " is not known");
        }
        return values()[code];
    }
}
