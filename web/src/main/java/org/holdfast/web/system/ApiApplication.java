package org.holdfast.web.system;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** REST, version 1; every resource and provider of this archive belongs to it. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {}
