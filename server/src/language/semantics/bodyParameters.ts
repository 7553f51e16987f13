/**
 * Parameters of requests that providers document, of all of them together: many servers speak the dialect of another one.
 * BAML sends them as they are. Used to tell a parameter from a slip of the pen, so more is better than less.
 */
export const BODY_PARAMETERS: ReadonlySet<string> = new Set(
  [
    // OpenAI: chat completions, responses, transcriptions.
    'model messages input instructions temperature top_p n stop seed max_tokens max_completion_tokens max_output_tokens',
    'presence_penalty frequency_penalty logit_bias logprobs top_logprobs user stream stream_options response_format text',
    'tools tool_choice parallel_tool_calls functions function_call modalities audio prediction reasoning reasoning_effort',
    'verbosity store metadata service_tier include truncation previous_response_id background conversation prompt',
    'prompt_cache_key prompt_cache_retention safety_identifier web_search_options max_tool_calls file language',
    'timestamp_granularities chunking_strategy suffix echo best_of data_sources extra_body',
    // Anthropic.
    'system thinking stop_sequences top_k container mcp_servers betas anthropic_version anthropic_beta cache_control',
    'context_management output_config output_format inference_geo',
    // Google, whose names are accepted in both spellings.
    'contents generationConfig generation_config safetySettings safety_settings systemInstruction system_instruction',
    'toolConfig tool_config cachedContent cached_content labels',
    // Ollama and llama.cpp.
    'options format template raw images keep_alive think num_ctx num_predict num_gpu num_thread num_batch num_keep',
    'repeat_last_n repeat_penalty mirostat mirostat_eta mirostat_tau tfs_z typical_p penalize_newline grammar cache_prompt',
    'n_predict n_probs min_keep dynatemp_range dynatemp_exponent samplers id_slot json_schema dry_multiplier dry_base',
    // OpenRouter.
    'provider route transforms models plugins usage preset top_a min_p repetition_penalty prediction debug',
    // vLLM, SGLang and others that speak OpenAI's dialect.
    'guided_json guided_regex guided_choice guided_grammar guided_decoding_backend structured_outputs use_beam_search',
    'length_penalty early_stopping ignore_eos min_tokens skip_special_tokens spaces_between_special_tokens priority',
    'chat_template chat_template_kwargs add_generation_prompt continue_final_message include_stop_str_in_output',
    'stop_token_ids mm_processor_kwargs prompt_logprobs truncate_prompt_tokens allowed_token_ids bad_words regex ebnf',
    'add_special_tokens documents separate_reasoning lora_path session_params rid return_token_ids',
    // Groq, Mistral, DeepSeek, Together, Fireworks, Perplexity, xAI, Cohere.
    'reasoning_format include_reasoning disable_tool_validation search_settings compound_custom citation_options',
    'random_seed safe_prompt prompt_mode document_image_limit enable_thinking thinking_budget safety_model context_length',
    'context_length_exceeded_behavior prompt_truncate_len perf_metrics_in_response prompt_cache_max_len',
    'search_domain_filter search_recency_filter search_mode return_images return_related_questions web_search',
    'search_after_date_filter search_before_date_filter media_response search_parameters deferred preamble',
    'chat_history connectors citation_mode safety_mode force_single_step k p strict_tools raw_prompting',
    // Gateways.
    'caching fallbacks mock_response num_retries timeout request_timeout tags team_id api_base api_version api_type',
    'organization project custom_llm_provider guardrails drop_params additional_drop_params',
  ].flatMap((line) => line.split(' ')),
);
