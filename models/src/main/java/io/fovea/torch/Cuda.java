package io.fovea.torch;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * What this machine has of what libtorch needs to compute on an NVIDIA GPU.
 *
 * @param built whether this is the build of libtorch for GPUs
 * @param unloaded why that build's GPU part cannot be loaded, in the system's words
 * @param gpus how many of them answer
 */
record Cuda(boolean built, Optional<String> unloaded, int gpus) {

    /** Looks, which loads libtorch. */
    static Cuda here() {
        URL library = Libraries.packed(Libraries.GPU, "torch_cuda");
        if (library == null) {
            return new Cuda(false, Optional.empty(), 0);
        }
        if (torch.hasCUDA()) {
            return new Cuda(true, Optional.empty(), torch.getCUDAHooks().getNumGPUs());
        }
        return new Cuda(true, loadingFailure(library), 0);
    }

    /** JavaCPP has tried this already, but keeps the reason to itself. */
    private static Optional<String> loadingFailure(URL library) {
        try {
            File file = Loader.cacheResource(library);
            System.load(file.getAbsolutePath());
            return Optional.empty();
        } catch (UnsatisfiedLinkError | IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
            // The linker begins with the path of what it loads; what follows names what is missing.
            return Optional.of(reason.replaceFirst("^\\S*torch_cuda\\S*: ", ""));
        }
    }

    /** Why GPU {@code index} cannot be used, as the end of a sentence that says so; empty where it can. */
    Optional<String> missing(int index) {
        if (!built) {
            return Optional.of("this Fovea is built without CUDA: build it with 'mvn -Pcuda package', or start"
                    + " ./fovea with FOVEA_PROFILE=cuda in the environment (Linux and Windows on x86-64)");
        }
        if (unloaded.isPresent()) {
            return Optional.of("NVIDIA's libraries are not all there (" + unloaded.get()
                    + "): install CUDA 13 with cuDNN 9, on Linux also NCCL 2, and see that the folders with their"
                    + " libraries are in LD_LIBRARY_PATH, on Windows in PATH");
        }
        if (gpus == 0) {
            return Optional.of("no GPU answers: it takes an NVIDIA GPU and a driver that is new enough for CUDA 13"
                    + " (580 or newer; 'nvidia-smi' tells)");
        }
        if (index >= gpus) {
            return Optional.of(
                    "there " + (gpus == 1 ? "is 1 GPU" : "are " + gpus + " GPUs") + ", and the first is cuda:0");
        }
        return Optional.empty();
    }
}
