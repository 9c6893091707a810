package dev.pennon.sample.flags;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.pennon.spring.event.FlagChanged;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that a flag has changed, so that they show it without being asked.
 */
@Controller
class FlagChangeStream {

	private static final long NO_TIMEOUT = 0;

	private final List<SseEmitter> pages = new CopyOnWriteArrayList<>();

	@GetMapping("/flags/changes")
	SseEmitter open() {
		SseEmitter page = new SseEmitter(NO_TIMEOUT);
		page.onCompletion(() -> this.pages.remove(page));
		page.onError((error) -> this.pages.remove(page));
		this.pages.add(page);
		return page;
	}

	@EventListener
	void flagChanged(FlagChanged change) {
		this.pages.removeIf((page) -> !isTold(page, change));
	}

	private static boolean isTold(SseEmitter page, FlagChanged change) {
		try {
			page.send(change.key());
			return true;
		}
		catch (IOException | IllegalStateException ex) {
			return false; // the browser has gone
		}
	}

	/**
	 * Lets a graceful shutdown end at once instead of waiting for pages that never end.
	 */
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.pages.forEach(SseEmitter::complete);
	}

}
