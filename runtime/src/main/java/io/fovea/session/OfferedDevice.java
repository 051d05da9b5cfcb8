package io.fovea.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import io.fovea.FoveaException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A device that ONNX Runtime offers on this machine.
 *
 * @param name as {@link Device#parse} reads it; empty of one that Fovea does not use
 * @param provider what ONNX Runtime calls the library that runs models there
 * @param hardware what it is, and whose; empty where ONNX Runtime does not say it
 */
public record OfferedDevice(String name, String provider, String hardware) {

    /**
     * All that there are. Loads ONNX Runtime, and the library that {@link PluginLibrary} names.
     *
     * @throws FoveaException if ONNX Runtime does not run here, or that library cannot be used
     */
    public static List<OfferedDevice> all() {
        List<OfferedDevice> all = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (OrtEpDevice each : devices()) {
            String provider = each.getEpName();
            int number = numbers.merge(provider, 1, Integer::sum) - 1;
            String maker = each.getDevice().getVendor();
            String hardware = each.getDevice().getType() + (maker.isBlank() ? "" : " of " + maker);
            all.add(new OfferedDevice(name(provider, number), provider, hardware));
        }
        // Those that are built in are not all among the devices.
        for (OrtProvider built : OrtEnvironment.getAvailableProviders()) {
            if (!numbers.containsKey(built.getName())) {
                all.add(new OfferedDevice(name(built.getName(), 0), built.getName(), ""));
            }
        }
        return all;
    }

    static List<OrtEpDevice> devices() {
        try {
            PluginLibrary.load();
            return Ort.environment().getEpDevices();
        } catch (OrtException e) {
            throw new FoveaException("ONNX Runtime cannot say which devices there are: " + RuntimeWords.of(e), e);
        }
    }

    static String name(String provider, int number) {
        String plain = provider.toLowerCase(Locale.ROOT).replace("executionprovider", "");
        return switch (plain) {
            case "cpu", "coreml" -> plain;
            case "cuda", "webgpu" -> plain + ":" + number;
            default -> "";
        };
    }
}
