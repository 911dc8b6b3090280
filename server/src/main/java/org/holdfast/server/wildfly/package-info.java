/** WildFly as a child process. */
@NullMarked
package org.holdfast.server.wildfly;

import org.jspecify.annotations.NullMarked;
