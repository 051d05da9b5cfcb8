package io.fovea.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.fovea.FoveaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions on the device that was asked for, or, for {@code auto}, on the best that works. */
final class SessionOpener {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final AtomicBoolean FALLBACK_SAID = new AtomicBoolean();

    private SessionOpener() {}

    /** Creates the session under options that name the device. */
    @FunctionalInterface
    private interface Creation {
        OrtSession create(SessionOptions options) throws OrtException;
    }

    static Session open(byte[] onnx, Device requested, Cores cores) {
        return open("The model", options -> Ort.environment().createSession(onnx, options), requested, cores);
    }

    static Session open(Path onnx, Device requested, Cores cores) {
        if (!Files.isRegularFile(onnx)) {
            throw new FoveaException("There is no model file '" + onnx + "'.");
        }
        return open(
                "'" + onnx + "'",
                options -> Ort.environment().createSession(onnx.toString(), options),
                requested,
                cores);
    }

    private static Session open(String what, Creation creation, Device requested, Cores cores) {
        try {
            return openOn(what, creation, requested, cores);
        } catch (LinkageError e) {
            throw new FoveaException(
                    "ONNX Runtime has no library that runs on this system (" + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + "), or it cannot be unpacked to the temporary folder.",
                    e);
        }
    }

    private static Session openOn(String what, Creation creation, Device requested, Cores cores) {
        // Libraries of devices log while they are loaded, and fail where there is no environment yet to log to.
        Ort.environment();
        switch (requested.kind()) {
            case CPU -> {
                return onCpu(what, creation, cores);
            }
            case COREML, WEBGPU -> {
                return onOther(what, creation, requested, cores);
            }
            case AUTO, CUDA -> {}
        }
        Device gpu = Device.cuda(requested.index());
        boolean asked = requested.kind() == Device.Kind.CUDA;
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            if (asked) {
                throw new FoveaException(
                        "The GPU " + gpu + " was asked for, but this ONNX Runtime is built without CUDA:"
                                + " put onnxruntime_gpu in the place of onnxruntime, or use the device cpu or auto.");
            }
            sayFallback("this ONNX Runtime is built without CUDA");
            return onCpu(what, creation, cores);
        }
        try {
            return onGpu(creation, gpu, cores);
        } catch (OrtException gpuFailure) {
            // A model that is damaged fails on the CPU as well, and then says so.
            Session cpu = onCpu(what, creation, cores);
            if (asked) {
                cpu.close();
                throw new FoveaException(
                        "The GPU " + gpu
                                + " was asked for, but cannot be used: it takes an NVIDIA GPU of that number with"
                                + " its driver, CUDA 12 and cuDNN 9 on the library path; or use the device cpu or auto."
                                + " ONNX Runtime says: " + RuntimeWords.of(gpuFailure),
                        gpuFailure);
            }
            sayFallback("no GPU can be used: " + RuntimeWords.of(gpuFailure));
            return cpu;
        }
    }

    /** On a device that is taken only where it is asked for. */
    private static Session onOther(String what, Creation creation, Device device, Cores cores) {
        try (SessionOptions options = options(cores)) {
            if (device.kind() == Device.Kind.COREML) {
                requireCoreMl();
                options.addCoreML();
            } else {
                options.addExecutionProvider(List.of(webGpu(device)), Map.of());
            }
            return new Session(creation.create(options), device);
        } catch (OrtException e) {
            onCpu(what, creation, cores).close(); // a damaged model says so here
            throw new FoveaException(
                    "The device " + device
                            + " was asked for, but cannot be used; take the device cpu or auto. ONNX Runtime"
                            + " says: " + RuntimeWords.of(e),
                    e);
        }
    }

    private static void requireCoreMl() {
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CORE_ML)) {
            throw new FoveaException(
                    "The device coreml was asked for, but this ONNX Runtime, for " + System.getProperty("os.name")
                            + ", is built without CoreML, which is macOS's; use the device cpu or auto.");
        }
    }

    private static OrtEpDevice webGpu(Device device) {
        List<OrtEpDevice> found = OfferedDevice.devices().stream()
                .filter(each -> OfferedDevice.name(each.getEpName(), 0).equals("webgpu:0"))
                .toList();
        if (device.index() < found.size()) {
            return found.get(device.index());
        }
        throw new FoveaException("The device " + device + " was asked for, but "
                + (!found.isEmpty()
                        ? "there are " + found.size() + " of WebGPU's."
                        : PluginLibrary.named()
                                .map(library -> "'" + library + "' finds none of WebGPU's on this machine.")
                                .orElse(
                                        "ONNX Runtime runs on WebGPU by a library of its own: name it in the environment"
                                                + " variable " + PluginLibrary.VARIABLE + ".")));
    }

    private static Session onGpu(Creation creation, Device gpu, Cores cores) throws OrtException {
        try (SessionOptions options = options(cores);
                OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(gpu.index())) {
            // The default searches anew for every input shape, at half a second each.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            // By default products have 10 bits of fraction in place of 23, and answers are not those of the CPU.
            cuda.add("use_tf32", "0");
            options.addCUDA(cuda);
            return new Session(creation.create(options), gpu);
        }
    }

    private static Session onCpu(String what, Creation creation, Cores cores) {
        try (SessionOptions options = options(cores)) {
            return new Session(creation.create(options), Device.CPU);
        } catch (OrtException e) {
            throw new FoveaException(
                    switch (e.getCode()) {
                        case ORT_INVALID_PROTOBUF, ORT_NO_MODEL ->
                            what + " is not an ONNX model, or is damaged; export or download it again.";
                        default ->
                            what + " cannot be loaded by ONNX Runtime "
                                    + Ort.environment().getVersion() + ": " + RuntimeWords.of(e);
                    },
                    e);
        }
    }

    private static SessionOptions options(Cores cores) throws OrtException {
        SessionOptions options = new SessionOptions();
        cores.choose(options);
        // Whatever is an error comes as an exception, too, and is told once, in a sentence.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    private static void sayFallback(String reason) {
        if (FALLBACK_SAID.compareAndSet(false, true)) {
            LOG.info("Running on the CPU: {}", reason);
        }
    }
}
