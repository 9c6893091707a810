package dev.pennon.contract;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;

/**
 * Answers requests that cannot be carried out, with the reason in plain text.
 */
@RestControllerAdvice
final class ErrorAnswers {

	@ExceptionHandler
	ResponseEntity<String> unknownClient(UnknownClientException ex) {
		return answer(HttpStatus.NOT_FOUND, ex);
	}

	@ExceptionHandler({ HttpMessageNotReadableException.class, JacksonException.class, IllegalArgumentException.class })
	ResponseEntity<String> badRequest(Exception ex) {
		return answer(HttpStatus.BAD_REQUEST, ex);
	}

	private static ResponseEntity<String> answer(HttpStatus status, Exception ex) {
		return ResponseEntity.status(status).body(String.valueOf(ex.getMessage()));
	}

}
