package io.fovea.graph;

import ai.onnx.proto.OnnxMl;

/**
 * What a model declares about one of its values.
 *
 * @param name the value's name
 * @param type its element type; {@link ElementType#UNDEFINED} for sequences, maps and undeclared types
 * @param shape its shape, {@link Shape#UNKNOWN} where undeclared
 */
public record ValueInfo(String name, ElementType type, Shape shape) {

    static ValueInfo of(OnnxMl.ValueInfoProto proto) {
        if (!proto.getType().hasTensorType()) {
            return new ValueInfo(proto.getName(), ElementType.UNDEFINED, Shape.UNKNOWN);
        }
        OnnxMl.TypeProto.Tensor tensor = proto.getType().getTensorType();
        Shape shape = Shape.UNKNOWN;
        if (tensor.hasShape()) {
            shape = Shape.of(tensor.getShape().getDimList().stream()
                    // Some exporters write -1 where a size is free.
                    .map(dim -> dim.hasDimValue() && dim.getDimValue() >= 0
                            ? Shape.Dimension.fixed(dim.getDimValue())
                            : Shape.Dimension.free(dim.getDimParam()))
                    .toList());
        }
        return new ValueInfo(proto.getName(), ElementType.of(tensor.getElemType()), shape);
    }

    OnnxMl.ValueInfoProto toProto() {
        OnnxMl.ValueInfoProto.Builder proto = OnnxMl.ValueInfoProto.newBuilder().setName(name);
        if (type == ElementType.UNDEFINED) {
            return proto.build();
        }
        OnnxMl.TypeProto.Tensor.Builder tensor =
                OnnxMl.TypeProto.Tensor.newBuilder().setElemType(type.code());
        if (shape.known()) {
            OnnxMl.TensorShapeProto.Builder dims = OnnxMl.TensorShapeProto.newBuilder();
            for (Shape.Dimension dimension : shape.dimensions()) {
                OnnxMl.TensorShapeProto.Dimension.Builder dim = dims.addDimBuilder();
                if (dimension.isFixed()) {
                    dim.setDimValue(dimension.size());
                } else if (!dimension.symbol().isEmpty()) {
                    dim.setDimParam(dimension.symbol());
                }
            }
            tensor.setShape(dims);
        }
        return proto.setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
