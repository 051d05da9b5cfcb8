package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts one branch of a conditional node in its place: its nodes, its constants and what it notes of values. */
final class Branches {
    private final Graph graph;
    private final Node conditional;
    private final OnnxMl.GraphProto body;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    private Branches(Graph graph, Node conditional, OnnxMl.GraphProto body) {
        this.graph = graph;
        this.conditional = conditional;
        this.body = body;
    }

    /**
     * Does it.
     *
     * @return whether it could: a branch with constants in other files, or sparse ones, stays where it is
     */
    static boolean inline(Graph graph, Node conditional, boolean holds) {
        OnnxMl.GraphProto body = conditional.attributes().graph(holds ? "then_branch" : "else_branch");
        boolean plain = body.getSparseInitializerCount() == 0
                && body.getInitializerList().stream().noneMatch(ExternalData::isUsedBy)
                && body.getOutputCount() == conditional.outputs().size();
        if (plain) {
            new Branches(graph, conditional, body).inline();
        }
        return plain;
    }

    private void inline() {
        for (Node node : graph.nodes()) {
            if (node != conditional) {
                node.attributes().protos().forEach(this::take);
            }
        }
        Map<String, String> direct = direct();
        for (OnnxMl.TensorProto constant : body.getInitializerList()) {
            graph.put(here(constant.getName()), TensorCodec.decode(constant));
        }
        for (OnnxMl.NodeProto proto : body.getNodeList()) {
            proto.getOutputList().stream()
                    .filter(value -> !value.isEmpty())
                    .forEach(value -> names.put(value, direct.containsKey(value) ? direct.get(value) : free(value)));
        }
        Set<String> others = new HashSet<>();
        graph.nodes().stream().filter(node -> node != conditional).forEach(node -> others.add(node.name()));
        List<Node> nodes = new ArrayList<>();
        for (OnnxMl.NodeProto proto : body.getNodeList()) {
            Node node = Node.of(renamed(proto, names));
            nodes.add(others.add(node.name()) ? node : node.withName(""));
        }
        for (int i = 0; i < body.getOutputCount(); i++) {
            String output = conditional.outputs().get(i);
            String given = body.getOutput(i).getName();
            String value = names.getOrDefault(given, given);
            if (!output.isEmpty() && !value.equals(output)) {
                nodes.add(Node.of("Identity", List.of(value), output).withName(""));
            }
        }
        for (OnnxMl.ValueInfoProto value : body.getValueInfoList()) {
            String name = names.getOrDefault(value.getName(), "");
            if (!name.isEmpty() && graph.declared().of(name).isEmpty()) {
                graph.declare(ValueInfo.of(value.toBuilder().setName(name).build()));
            }
        }
        graph.substitute(conditional, nodes);
    }

    /** The values of the branch that are an output of the whole, each under one name of it. */
    private Map<String, String> direct() {
        Set<String> computed = new HashSet<>();
        body.getNodeList().forEach(node -> computed.addAll(node.getOutputList()));
        Map<String, String> direct = new HashMap<>();
        for (int i = 0; i < body.getOutputCount(); i++) {
            String value = body.getOutput(i).getName();
            String output = conditional.outputs().get(i);
            if (computed.contains(value) && !output.isEmpty()) {
                direct.putIfAbsent(value, output);
            }
        }
        return direct;
    }

    private String here(String value) {
        return names.computeIfAbsent(value, this::free);
    }

    /** A name that no value bears, neither here nor in a graph within a node, which it would hide from that. */
    private String free(String value) {
        String candidate = value;
        for (int i = 1; graph.has(candidate) || !taken.add(candidate); i++) {
            candidate = value + "_" + i;
        }
        return candidate;
    }

    private void take(AttributeProto attribute) {
        List<OnnxMl.GraphProto> graphs = new ArrayList<>(attribute.getGraphsList());
        if (attribute.hasG()) {
            graphs.add(attribute.getG());
        }
        for (OnnxMl.GraphProto inner : graphs) {
            inner.getInputList().forEach(input -> taken.add(input.getName()));
            inner.getInitializerList().forEach(constant -> taken.add(constant.getName()));
            for (OnnxMl.NodeProto node : inner.getNodeList()) {
                taken.addAll(node.getOutputList());
                node.getAttributeList().forEach(this::take);
            }
        }
    }

    /** A node that takes and gives values under other names, in graphs within it too, but for those that are their own. */
    private static OnnxMl.NodeProto renamed(OnnxMl.NodeProto node, Map<String, String> names) {
        OnnxMl.NodeProto.Builder other =
                node.toBuilder().clearInput().clearOutput().clearAttribute();
        node.getInputList().forEach(value -> other.addInput(names.getOrDefault(value, value)));
        node.getOutputList().forEach(value -> other.addOutput(names.getOrDefault(value, value)));
        for (AttributeProto attribute : node.getAttributeList()) {
            AttributeProto.Builder copy = attribute.toBuilder().clearGraphs();
            if (attribute.hasG()) {
                copy.setG(renamed(attribute.getG(), names));
            }
            attribute.getGraphsList().forEach(inner -> copy.addGraphs(renamed(inner, names)));
            other.addAttribute(copy);
        }
        return other.build();
    }

    private static OnnxMl.GraphProto renamed(OnnxMl.GraphProto inner, Map<String, String> names) {
        Map<String, String> outer = new HashMap<>(names);
        inner.getInputList().forEach(input -> outer.remove(input.getName()));
        inner.getInitializerList().forEach(constant -> outer.remove(constant.getName()));
        inner.getNodeList().forEach(node -> node.getOutputList().forEach(outer::remove));
        OnnxMl.GraphProto.Builder copy = inner.toBuilder().clearNode().clearOutput();
        inner.getNodeList().forEach(node -> copy.addNode(renamed(node, outer)));
        inner.getOutputList()
                .forEach(output -> copy.addOutput(
                        output.toBuilder().setName(outer.getOrDefault(output.getName(), output.getName()))));
        return copy.build();
    }
}
