package org.holdfast.domain.backup;

import java.util.UUID;

/**
 * Who has a run under way.
 *
 * @param node that makes it
 * @param process of that node: another one after each start
 */
public record RunOwner(UUID node, UUID process) {}
