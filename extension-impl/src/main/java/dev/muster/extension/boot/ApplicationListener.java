package dev.muster.extension.boot;

import dev.muster.extension.metrics.MeshGauges;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * The web side of Muster: joins the cluster when the web application starts, where its data sources can be looked up, and
 * leaves it when the application stops. Made by the web container.
 */
public class ApplicationListener implements ServletContextListener {

    private Runnable withdrawFigures = () -> {};

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Boot boot = boot();
        boot.contextPath(context.getContextPath());
        if (boot.isMember()) {
            boot.node();
            if (MeshGauges.isPossible(context.getClassLoader())) {
                withdrawFigures =
                        MeshGauges.show(CDI.current().getBeanManager(), boot.clusterName(context.getContextPath()));
            }
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        withdrawFigures.run();
        boot().stop();
    }

    private static Boot boot() {
        return CDI.current()
                .getBeanManager()
                .getExtension(MusterExtension.class)
                .boot();
    }
}
