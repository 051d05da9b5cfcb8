package io.fovea.imagej;

import org.scijava.event.EventHandler;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;
import org.scijava.ui.event.UIShownEvent;

/** Lets models be dropped on Fiji's window as soon as that is there, before any command of Fovea was used. */
@Plugin(type = Service.class)
public final class DropService extends AbstractService implements SciJavaService {
    @EventHandler
    private void shown(UIShownEvent event) {
        ModelDrop.install();
    }
}
