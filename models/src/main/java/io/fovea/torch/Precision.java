package io.fovea.torch;

import io.fovea.FoveaException;
import io.fovea.ProcFile;

/** What libtorch computes in. Weights and optimiser states are float32 in either case. */
public enum Precision {
    /** float32 throughout. */
    FP32,
    /** bfloat16 in convolutions and products, float32 where it matters (autocast). */
    BF16;

    /** The faster one on this machine: bfloat16 where the CPU has AVX512_BF16 or AMX, float32 otherwise. */
    public static Precision automatic() {
        return cpuHasBfloat16() ? BF16 : FP32;
    }

    /**
     * The precision a user asked for.
     *
     * @param word {@code auto}, {@code fp32} or {@code bf16}
     * @throws FoveaException when it is none of these
     */
    public static Precision parse(String word) {
        return switch (word) {
            case "auto" -> automatic();
            case "fp32" -> FP32;
            case "bf16" -> BF16;
            default -> throw new FoveaException("The precision '" + word + "' is not known; it is auto, fp32 or bf16.");
        };
    }

    /** Whether the CPU says that it multiplies bfloat16; false where it cannot be asked. */
    public static boolean cpuHasBfloat16() {
        return ProcFile.value("cpuinfo", "flags")
                .map(flags -> flags.contains(" avx512_bf16") || flags.contains(" amx_bf16"))
                .orElse(false);
    }
}
