package io.fovea.torch;

import io.fovea.ProcFile;

/** What libtorch computes in. Weights and optimiser states are float32 in either case. */
public enum Precision {
    /** float32 throughout. */
    FP32,
    /** bfloat16 in convolutions and products, float32 where it matters (autocast). */
    BF16;

    /** The faster one on this machine: bfloat16 where the CPU has AVX512_BF16 or AMX and libtorch computes rightly by it, float32 otherwise. */
    public static Precision automatic() {
        return cpuHasBfloat16() && FastConvolutions.areRight(BF16) ? BF16 : FP32;
    }

    /** Whether the CPU says that it multiplies bfloat16; false where it cannot be asked. */
    public static boolean cpuHasBfloat16() {
        return ProcFile.value("cpuinfo", "flags")
                .map(flags -> flags.contains(" avx512_bf16") || flags.contains(" amx_bf16"))
                .orElse(false);
    }
}
