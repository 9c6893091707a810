package dev.pennon.sample.flags;

import java.util.List;

import dev.pennon.FlagClient;
import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceStatus;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.DataKinds;
import dev.pennon.sample.shopper.CurrentShopper;
import dev.pennon.sample.shopper.Shopper;
import dev.pennon.sample.shopper.Shoppers;
import dev.pennon.store.FeatureStore;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page "Flags".
 */
@Controller
class FlagsController {

	private final FlagClient flags;

	private final FeatureStore store;

	private final Shoppers shoppers;

	private final CurrentShopper currentShopper;

	private final BigSegmentStoreStatusProvider bigSegments;

	private final boolean bigSegmentsConfigured;

	private final String flagFile;

	FlagsController(FlagClient flags, FeatureStore store, Shoppers shoppers, CurrentShopper currentShopper,
			BigSegmentStoreStatusProvider bigSegments, ObjectProvider<BigSegmentStore> bigSegmentStore,
			@Value("${pennon.data-source.file.locations:}") String flagFile) {
		this.flags = flags;
		this.store = store;
		this.shoppers = shoppers;
		this.currentShopper = currentShopper;
		this.bigSegments = bigSegments;
		this.bigSegmentsConfigured = bigSegmentStore.stream().findAny().isPresent();
		this.flagFile = flagFile;
	}

	@GetMapping("/flags")
	String flags(Model model) {
		Shopper shopper = this.currentShopper.in(this.shoppers);
		DataSourceStatus status = this.flags.dataSourceStatusProvider().getStatus();
		model.addAttribute("shopper", shopper);
		model.addAttribute("members", this.shoppers.members());
		model.addAttribute("flags", explain(shopper.context()));
		model.addAttribute("status", status);
		model.addAttribute("bigSegments",
				BigSegmentState.of(this.bigSegmentsConfigured, this.bigSegments.lastObservation()));
		model.addAttribute("flagFile", this.flagFile);
		return "flags";
	}

	private List<ExplainedFlag> explain(EvaluationContext context) {
		return this.store.all(DataKinds.FEATURES)
			.keySet()
			.stream()
			.sorted()
			.map((key) -> explain(key, context))
			.toList();
	}

	private ExplainedFlag explain(String key, EvaluationContext context) {
		EvaluationDetail<JsonNode> detail = this.flags.jsonVariationDetail(key, context, null);
		JsonNode value = detail.value();
		boolean on = !value.isNull() && !(value.isBoolean() && !value.booleanValue());
		return new ExplainedFlag(key, String.valueOf(value), on, ReasonInWords.inShort(detail.reason()),
				ReasonInWords.inASentence(detail.reason()));
	}

}
