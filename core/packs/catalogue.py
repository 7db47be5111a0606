"""Files that others have published and that Likeness knows by their sha256.

Where the exact size was not published, it is None. A pickle is accepted only if it is listed
here; the rest serves to name what a user brings along and to check what is downloaded.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """One published file."""

    repository: str
    path: str  # in the repository
    size: int | None  # bytes
    sha256: str
    licence: str

    @property
    def name(self) -> str:
        return f"{self.repository}/{self.path}"


def known(sha256: str) -> Known | None:
    """The published file of this content, or None."""
    return _BY_SHA256.get(sha256)


def _group(repository: str, licence: str, *files: tuple[str, int | None, str]) -> tuple[Known, ...]:
    return tuple(Known(repository, path, size, sha256, licence) for path, size, sha256 in files)


# fmt: off
CATALOGUE: tuple[Known, ...] = (
    *_group(
        "InstantX/InstantID", "Apache-2.0; checkpoints for research only",
        ("ip-adapter.bin", 1_691_134_141,
         "02b3618e36d803784166660520098089a81388e61a93ef8002aa79a5b1c546e1"),
        ("ControlNetModel/diffusion_pytorch_model.safetensors", 2_502_139_136,
         "c8127be9f174101ebdafee9964d856b49b634435cf6daa396d3f593cf0bbbb05"),
        ("ControlNetModel/config.json", 1_376,
         "2480c42f363d712faae8d0e17cb850a5d1e4cafc232fbd022b1d43eee45234eb"),
    ),
    *_group(
        "antelopev2", "non-commercial research only",
        ("antelopev2.zip", None,
         "8e182f14fc6e80b3bfa375b33eb6cff7ee05d8ef7633e738d1c89021dcf0c5c5"),
        ("scrfd_10g_bnkps.onnx", 16_923_827,
         "5838f7fe053675b1c7a08b633df49e7af5495cee0493c7dcf6697200b85b5b91"),
        ("glintr100.onnx", 260_665_334,
         "4ab1d6435d639628a6f3e5008dd4f929edf4c4124b1a7169e1048f9fef534cdf"),
        ("1k3d68.onnx", 143_607_619,
         "df5c06b8a0c12e422b2ed8947b8869faa4105387f199c477af038aa01f9a45cc"),
        ("2d106det.onnx", 5_030_888,
         "f001b856447c413801ef5c42091ed0cd516fcd21f2d6b79635b1e733a7109dbf"),
        ("genderage.onnx", 1_322_532,
         "4fde69b1c810857b88c64a335084f1c3fe8f01246c9a191b48c7bb756d6652fb"),
    ),
    *_group(
        "buffalo_l", "non-commercial research only",
        ("buffalo_l.zip", None,
         "80ffe37d8a5940d59a7384c201a2a38d4741f2f3c51eef46ebb28218a7b0ca2f"),
        ("w600k_r50.onnx", 174_383_860,
         "4c06341c33c2ca1f86781dab0e829f88ad5b64be9fba56e56bc9ebdefc619e43"),
    ),
    *_group(
        "h94/IP-Adapter", "Apache-2.0",
        ("models/image_encoder/model.safetensors", 2_528_373_448,
         "6ca9667da1ca9e0b0f75e46bb030f7e011f44f86cbfb8d5a36590fcd7507b030"),
        ("sdxl_models/image_encoder/model.safetensors", 3_689_912_664,
         "657723e09f46a7c3957df651601029f66b1748afb12b419816330f16ed45d64d"),
        ("models/ip-adapter_sd15.safetensors", 44_642_768,
         "289b45f16d043d0bf542e45831f971dcdaabe18b656f11e86d9dfba7e9ee3369"),
        ("models/ip-adapter_sd15_light.safetensors", 44_642_768,
         "0747d08db670535bfa286452a77d93cebad5c677b46d038543f9f2de8690bb26"),
        ("models/ip-adapter_sd15_light_v11.bin", None,
         "350b63a57847c163e2e984b01090f85ffe60eaae20f32b2b2c9e1ccc7ddd972b"),
        ("models/ip-adapter_sd15_vit-G.safetensors", None,
         "a26f736af07bb341a83dfea23713531d0575760e8ed947c68cb31a4c62d9c90b"),
        ("models/ip-adapter-plus_sd15.safetensors", None,
         "a1c250be40455cc61a43da1201ec3f1edaea71214865fb47f57927e06cbe4996"),
        ("models/ip-adapter-plus-face_sd15.safetensors", None,
         "1c9edc21af6f737dc1d6e0e734190e976cfacf802d6b024b77aa3be922f7569b"),
        ("models/ip-adapter-full-face_sd15.safetensors", None,
         "f4a17fb643bf876235a45a0e87a49da2855be6584b28ca04c62a97ab5ff1c6f3"),
        ("sdxl_models/ip-adapter_sdxl.safetensors", 702_585_376,
         "ba1002529e783604c5f326d49f0122025392d1d20ac8d573b3eeb3e6dea4ebb6"),
        ("sdxl_models/ip-adapter_sdxl_vit-h.safetensors", 698_391_064,
         "ebf05d918348aec7abb02a5e9ecef77e0aaea6914a5c4ea13f50d45eb1681831"),
        ("sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors", 847_517_512,
         "3f5062b8400c94b7159665b21ba5c62acdcd7682262743d7f2aefedef00e6581"),
        ("sdxl_models/ip-adapter-plus-face_sdxl_vit-h.safetensors", 847_517_512,
         "677ad8860204f7d0bfba12d29e6c31ded9beefdf3e4bbd102518357d31a292c1"),
    ),
    *_group(
        "h94/IP-Adapter-FaceID", "non-commercial research only",
        ("ip-adapter-faceid_sd15.bin", None,
         "201344e22e6f55849cf07ca7a6e53d8c3b001327c66cb9710d69fd5da48a8da7"),
        ("ip-adapter-faceid-plusv2_sd15.bin", None,
         "26d0d86a1d60d6cc811d3b8862178b461e1eeb651e6fe2b72ba17aa95411e313"),
        ("ip-adapter-faceid_sdxl.bin", None,
         "f455fed24e207c878ec1e0466b34a969d37bab857c5faa4e8d259a0b4ff63d7e"),
        ("ip-adapter-faceid-plusv2_sdxl.bin", 1_487_555_181,
         "c6945d82b543700cc3ccbb98d363b837e9c596281607857c74b713a876daf5fb"),
        ("ip-adapter-faceid-portrait-v11_sd15.bin", None,
         "a48cb4f89ed18e02c6000f65aa9efec452e87eaed4a1bc9fcf4a460c8d0e3bc6"),
        ("ip-adapter-faceid-portrait_sdxl.bin", None,
         "5631ce7824cdafd2db37c5e85b985730a95ff59c5b4fc80c2b79b0bee5711512"),
        ("ip-adapter-faceid-portrait_sdxl_unnorm.bin", None,
         "220bb86e205393a3d0411631cb473caddbf35fd371be2905ca9008818170db55"),
        ("ip-adapter-faceid_sdxl_lora.safetensors", None,
         "4fcf93d6e8dc8dd18f5f9e51c8306f369486ed0aa0780ade9961308aff7f0d64"),
        ("ip-adapter-faceid-plusv2_sdxl_lora.safetensors", 371_842_896,
         "f24b4bb2dad6638a09c00f151cde84991baf374409385bcbab53c1871a30cb7b"),
        ("ip-adapter-faceid_sd15_lora.safetensors", None,
         "70699f0dbfadd47de1f81d263cf4c86bd4b7271d841304af9b340b3a7f38e86a"),
        ("ip-adapter-faceid-plusv2_sd15_lora.safetensors", None,
         "8abff87a15a049f3e0186c2e82c1c8e77783baf2cfb63f34c412656052eb57b0"),
    ),
    *_group(
        "stabilityai/stable-diffusion-xl-base-1.0", "CreativeML OpenRAIL++-M",
        ("unet/diffusion_pytorch_model.fp16.safetensors", 5_135_149_760,
         "83e012a805b84c7ca28e5646747c90a243c65c8ba4f070e2d7ddc9d74661e139"),
        ("text_encoder/model.fp16.safetensors", 246_144_152,
         "660c6f5b1abae9dc498ac2d21e1347d2abdb0cf6c0c0c8576cd796491d9a6cdd"),
        ("text_encoder_2/model.fp16.safetensors", 1_389_382_176,
         "ec310df2af79c318e24d20511b601a591ca8cd4f1fce1d8dff822a356bcdb1f4"),
        ("vae/diffusion_pytorch_model.fp16.safetensors", 167_335_342,
         "bcb60880a46b63dea58e9bc591abe15f8350bde47b405f9c38f4be70c6161e68"),
        ("model_index.json", 609,
         "6d7b93508390ab91ac5bfbe4aeb4dc2d83f7bb1b05fb069d714b5b0c75f70d44"),
        ("scheduler/scheduler_config.json", 479,
         "af3e45a949aff8b8341ab8b811429ec03fee857a700a1d9477363e4fff9666e2"),
        ("text_encoder/config.json", 565,
         "39b8b2e4b1949e36969caa425b6c81c68bace99198dd9078ce05d16ad401fe7f"),
        ("text_encoder_2/config.json", 575,
         "a892d1c3a69a7e9247a24de2bc1d5891e3109a54696e53be20093af671072c34"),
        ("tokenizer/merges.txt", 524_619,
         "9fd691f7c8039210e0fced15865466c65820d09b63988b0174bfe25de299051a"),
        ("tokenizer/vocab.json", 1_059_962,
         "e089ad92ba36837a0d31433e555c8f45fe601ab5c221d4f607ded32d9f7a4349"),
        ("tokenizer/special_tokens_map.json", 472,
         "c4864a9376a8401918425bed71fc14fc0e81f9b59ec45c1cf96cccb2df508eac"),
        ("tokenizer/tokenizer_config.json", 737,
         "19d7b034cb0cc3ce9766c2231373ab8aa8991fc72e2c8f76558bfaae3de0d563"),
        ("tokenizer_2/special_tokens_map.json", 460,
         "f118ab3a983206e4f32583448de6bd6aae4ee21869135cef1f5848a753cdaab6"),
        ("tokenizer_2/tokenizer_config.json", 725,
         "c9d23941f76a41cbd50eda9290f57be7828f0a7a677939e9ef181f7e12bd1bdf"),
        ("unet/config.json", 1_680,
         "30ebc70750223e59006f7f2b4e1e6c102570aa19a9c4ae3e1fbe7591332dbae6"),
        ("vae/config.json", 642,
         "0b331c8ac22ded5f9997a144a575c1d113d6169aff262c353f39015bd24a6264"),
        ("sd_xl_base_1.0.safetensors", 6_938_078_334,
         "31e35c80fc4829d14f90153f4c74cd59c90b779f6afe05a74cd6120b893f7e5b"),
    ),
    *_group(
        "madebyollin/sdxl-vae-fp16-fix", "MIT",
        ("config.json", 631,
         "f18b16fa4381c90ab44a3d7abd2e90afd05a2c31b8ca69998bc93c6453aeb7b7"),
        ("diffusion_pytorch_model.safetensors", None,
         "1b909373b28f2137098b0fd9dbc6f97f8410854f31f84ddc9fa04b077b0ace2c"),
        ("sdxl_vae.safetensors", 334_641_162,
         "235745af8d86bf4a4c1b5b4f529868b37019a10f7c0b2e79ad0abca3a22bc6e1"),
    ),
    *_group(
        "latent-consistency/lcm-lora-sdxl", "CreativeML OpenRAIL++-M",
        ("pytorch_lora_weights.safetensors", 393_855_224,
         "a764e6859b6e04047cd761c08ff0cee96413a8e004c9f07707530cd776b19141"),
    ),
    *_group(
        "ByteDance/SDXL-Lightning", "CreativeML OpenRAIL++-M",
        ("sdxl_lightning_4step_lora.safetensors", 393_854_592,
         "bf56cf2657efb15e465d81402ed481d1e11c4677e4bcce1bc11fe71ad8506b79"),
    ),
    *_group(
        "xinsir/controlnet-openpose-sdxl-1.0", "not recorded",
        ("diffusion_pytorch_model.safetensors", 2_502_139_104,
         "b8524e557a7df60d081f5d4a0eb109967d107df217943bf88c2d99b9ebcc06c5"),
    ),
    *_group(
        "diffusers/controlnet-canny-sdxl-1.0", "not recorded",
        ("diffusion_pytorch_model.fp16.safetensors", None,
         "b2e7d3921058a442cc80430d1ec8847f42599c705e2451c95e77cf4dcf8d6c25"),
    ),
    *_group(
        "diffusers/controlnet-depth-sdxl-1.0", "not recorded",
        ("diffusion_pytorch_model.fp16.safetensors", None,
         "66a6813e6bd7270ecfe68206a59ddd605a011ae85321188376605c66e0a4f303"),
    ),
    *_group(
        "opencv/face_detection_yunet", "MIT",
        ("face_detection_yunet_2023mar.onnx", 232_589,
         "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"),
    ),
)
# fmt: on

_BY_SHA256 = {file.sha256: file for file in CATALOGUE}
