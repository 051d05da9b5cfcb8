package io.fovea.session;

import io.fovea.FoveaException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model runs, or is asked to run: {@code auto}, {@code cpu}, {@code cuda:0}, {@code coreml}, {@code webgpu:0}.
 *
 * @param index which GPU, from 0; 0 for the other kinds
 */
public record Device(Kind kind, int index) {
    /** The first GPU where there is one that works, the CPU otherwise. */
    public static final Device AUTO = new Device(Kind.AUTO, 0);

    /** The CPU. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    private static final Pattern NUMBERED = Pattern.compile("(cuda|webgpu)(?::(\\d{1,3}))?");

    /** The families of devices. */
    public enum Kind {
        AUTO,
        CPU,
        CUDA,
        COREML,
        WEBGPU
    }

    /** GPU {@code index}, from 0. */
    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /**
     * Reads {@code auto}, {@code cpu}, {@code cuda}, {@code cuda:N}, {@code coreml}, {@code webgpu} or {@code webgpu:N}.
     *
     * @throws FoveaException if the text is none of these
     */
    public static Device parse(String text) {
        if (text.equals("auto")) {
            return AUTO;
        }
        if (text.equals("cpu")) {
            return CPU;
        }
        if (text.equals("coreml")) {
            return new Device(Kind.COREML, 0);
        }
        Matcher gpu = NUMBERED.matcher(text);
        if (!gpu.matches()) {
            throw new FoveaException(
                    "Unknown device '" + text
                            + "'. Give one of: auto, cpu, cuda, cuda:N, coreml, webgpu, webgpu:N (N is the number of the GPU).");
        }
        Kind kind = gpu.group(1).equals("cuda") ? Kind.CUDA : Kind.WEBGPU;
        return new Device(kind, gpu.group(2) == null ? 0 : Integer.parseInt(gpu.group(2)));
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return switch (kind) {
            case AUTO -> "auto";
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
            case COREML -> "coreml";
            case WEBGPU -> "webgpu:" + index;
        };
    }
}
