<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Abilities</name>
    <message>
        <source>This pack has no InstantID, which keeps a person&apos;s likeness.</source>
        <translation>此模型包没有 InstantID，无法保持人物相似。</translation>
    </message>
    <message>
        <source>This pack has no face models, which read a person&apos;s photo.</source>
        <translation>此模型包没有人脸模型，无法读取人物照片。</translation>
    </message>
    <message>
        <source>This pack has no IP-Adapter, which reads image prompts.</source>
        <translation>此模型包没有 IP-Adapter，无法读取图像提示。</translation>
    </message>
    <message>
        <source>This pack has no LoRAs.</source>
        <translation>此模型包没有 LoRA。</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>No picture</source>
        <translation>没有图片</translation>
    </message>
    <message>
        <source>The picture so far</source>
        <translation>正在生成的图片</translation>
    </message>
    <message>
        <source>The original photo</source>
        <translation>原始照片</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>CheatSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search in names and keys</source>
        <translation>搜索名称和按键</translation>
    </message>
    <message>
        <source>Commands and their shortcuts</source>
        <translation>命令及其快捷键</translation>
    </message>
    <message>
        <source>New shortcut</source>
        <translation>新快捷键</translation>
    </message>
    <message>
        <source>Click here and press the keys that you want</source>
        <translation>点击此处，然后按下想用的按键</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Give this command the shortcut that it had at first</source>
        <translation>将此命令的快捷键还原为默认值</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部还原</translation>
    </message>
    <message>
        <source>Give every command the shortcut that it had at first</source>
        <translation>将所有命令的快捷键还原为默认值</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this list (Esc)</source>
        <translation>关闭此列表（Esc）</translation>
    </message>
    <message>
        <source>On the picture, the wheel zooms, Space or the middle button moves it, and a double click fits it or shows its own size.</source>
        <translation>在图片上：滚轮缩放，按住空格键或鼠标中键拖动，双击在适合窗口与实际大小之间切换。</translation>
    </message>
    <message>
        <source>Use Ctrl or Alt with it: this key alone writes a letter.</source>
        <translation>请与 Ctrl 或 Alt 一起使用：单独按此键会输入字符。</translation>
    </message>
    <message>
        <source>All shortcuts are as they were at first.</source>
        <translation>所有快捷键均已还原为默认值。</translation>
    </message>
    <message>
        <source>Kept.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>“{0}” has this shortcut already.</source>
        <translation>“{0}”已使用此快捷键。</translation>
    </message>
</context>
<context>
    <name>DockTitle</name>
    <message>
        <source>Detach or attach {0}</source>
        <translation>分离或停靠“{0}”</translation>
    </message>
    <message>
        <source>Detach from the window, or attach again</source>
        <translation>从窗口分离，或重新停靠</translation>
    </message>
    <message>
        <source>Close {0}</source>
        <translation>关闭“{0}”</translation>
    </message>
    <message>
        <source>Close; the View menu brings it back</source>
        <translation>关闭；可从“视图”菜单重新打开</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
</context>
<context>
    <name>Draft</name>
    <message>
        <source>several settings</source>
        <translation>多项设置</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>Opening the photo…</source>
        <translation>正在打开照片…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
</context>
<context>
    <name>DropButton</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>Something went wrong inside Likeness.</source>
        <translation>Likeness 内部出错了。</translation>
    </message>
    <message>
        <source>Copy the details for a report.</source>
        <translation>请复制详细信息以便报告问题。</translation>
    </message>
</context>
<context>
    <name>Fold</name>
    <message>
        <source>Fold {0} away (Space)</source>
        <translation>折叠“{0}”（空格）</translation>
    </message>
    <message>
        <source>Unfold {0} (Space)</source>
        <translation>展开“{0}”（空格）</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>{0} to {1}, usually {2}.</source>
        <translation>{0} 至 {1}，通常为 {2}。</translation>
    </message>
    <message>
        <source>Usually {0}.</source>
        <translation>通常为 {0}。</translation>
    </message>
    <message>
        <source>Double click or Ctrl+Shift+R resets it.</source>
        <translation>双击或按 Ctrl+Shift+R 可重置。</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Undo {0}</source>
        <translation>撤销{0}</translation>
    </message>
    <message>
        <source>Redo {0}</source>
        <translation>重做{0}</translation>
    </message>
</context>
<context>
    <name>IdentityPanel</name>
    <message>
        <source>Identity</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>What is seen in the photo</source>
        <translation>照片中看到的内容</translation>
    </message>
    <message>
        <source>Remove the person</source>
        <translation>移除此人物</translation>
    </message>
    <message>
        <source>The photo shows no face. Choose another one.</source>
        <translation>照片中没有人脸，请另选一张。</translation>
    </message>
    <message>
        <source>No face in photo {0}. Remove it.</source>
        <translation>第 {0} 张照片中没有人脸，请移除。</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Drop a photo here, paste one (Ctrl+V), or click to choose a file.</source>
        <translation>将照片拖到这里、粘贴（Ctrl+V），或点击选择文件。</translation>
    </message>
    <message>
        <source>Not with this pack</source>
        <translation>此模型包不支持</translation>
    </message>
    <message>
        <source>Drop a photo, or choose…</source>
        <translation>拖入照片，或选择…</translation>
    </message>
    <message>
        <source>Choose a photo of the person</source>
        <translation>选择人物照片</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Add a photo</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Remove a photo</source>
        <translation>移除照片</translation>
    </message>
    <message>
        <source>Order of photos</source>
        <translation>照片顺序</translation>
    </message>
</context>
<context>
    <name>ImagePromptTray</name>
    <message>
        <source>Move this picture up</source>
        <translation>上移此图片</translation>
    </message>
    <message>
        <source>Move this picture down</source>
        <translation>下移此图片</translation>
    </message>
    <message>
        <source>Remove the image prompt</source>
        <translation>移除此图像提示</translation>
    </message>
    <message>
        <source>Image prompt {0} of {1}</source>
        <translation>图像提示 {0}，共 {1} 个</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 张</translation>
    </message>
</context>
<context>
    <name>ImagePromptsPanel</name>
    <message>
        <source>Image prompts</source>
        <translation>图像提示</translation>
    </message>
    <message>
        <source>Choose an image prompt</source>
        <translation>选择图像提示</translation>
    </message>
    <message>
        <source>Add an image prompt</source>
        <translation>添加图像提示</translation>
    </message>
    <message>
        <source>Remove an image prompt</source>
        <translation>移除图像提示</translation>
    </message>
    <message>
        <source>Order of image prompts</source>
        <translation>图像提示顺序</translation>
    </message>
    <message>
        <source>There are {0} already.</source>
        <translation>已有 {0} 个。</translation>
    </message>
    <message>
        <source>Not with this pack</source>
        <translation>此模型包不支持</translation>
    </message>
    <message>
        <source>Add another picture…</source>
        <translation>再添加一张图片…</translation>
    </message>
    <message>
        <source>Drop a picture, or choose…</source>
        <translation>拖入图片，或选择…</translation>
    </message>
    <message>
        <source>A picture whose style and content the portrait takes up.</source>
        <translation>肖像将借用其风格与内容的图片。</translation>
    </message>
</context>
<context>
    <name>Looking</name>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit in the window</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Look further left</source>
        <translation>向左查看</translation>
    </message>
    <message>
        <source>Look further right</source>
        <translation>向右查看</translation>
    </message>
    <message>
        <source>Look further up</source>
        <translation>向上查看</translation>
    </message>
    <message>
        <source>Look further down</source>
        <translation>向下查看</translation>
    </message>
    <message>
        <source>Show the original (while the key is held)</source>
        <translation>显示原始照片（按住按键时）</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
</context>
<context>
    <name>LoraList</name>
    <message>
        <source>LoRAs</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>LoRA {0}</source>
        <translation>LoRA {0}</translation>
    </message>
</context>
<context>
    <name>LoraRow</name>
    <message>
        <source>Use the LoRA {0}</source>
        <translation>使用 LoRA {0}</translation>
    </message>
    <message>
        <source>Weight of {0}</source>
        <translation>{0} 的权重</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Load recipe</source>
        <translation>载入配方</translation>
    </message>
    <message>
        <source>Open a picture&apos;s recipe</source>
        <translation>打开图片中的配方</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Open a recipe…</source>
        <translation>打开配方…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Paste a photo</source>
        <translation>粘贴照片</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Cancel the picture</source>
        <translation>取消生成</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>还原布局</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>上一张图片</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一张图片</translation>
    </message>
    <message>
        <source>Use this recipe</source>
        <translation>使用此配方</translation>
    </message>
    <message>
        <source>Load everything that drew this picture</source>
        <translation>载入生成此图片的全部设置</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation>图片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>Copy the technical details, for a report</source>
        <translation>复制技术细节，以便报告问题</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>还有 {0} 条</translation>
    </message>
</context>
<context>
    <name>ParametersPanel</name>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>新种子</translation>
    </message>
    <message>
        <source>Another seed now</source>
        <translation>立即换一个种子</translation>
    </message>
    <message>
        <source>Keep the seed</source>
        <translation>固定种子</translation>
    </message>
    <message>
        <source>Keep this seed for the next pictures</source>
        <translation>后续图片沿用此种子</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
</context>
<context>
    <name>Photo</name>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Looking for a face…</source>
        <translation>正在寻找人脸…</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>One face found</source>
        <translation>找到一张人脸</translation>
    </message>
    <message>
        <source>No face</source>
        <translation>无人脸</translation>
    </message>
    <message>
        <source>{0} faces</source>
        <translation>{0} 张人脸</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>过小</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Turned</source>
        <translation>侧脸</translation>
    </message>
    <message>
        <source>No face found. Choose a photo that shows one.</source>
        <translation>未找到人脸，请选择有人脸的照片。</translation>
    </message>
    <message>
        <source>{0} faces found; the largest is used.</source>
        <translation>找到 {0} 张人脸，将使用最大的一张。</translation>
    </message>
    <message>
        <source>The face is blurred; a sharp photo keeps the likeness better.</source>
        <translation>人脸模糊；清晰的照片更能保持相似。</translation>
    </message>
    <message>
        <source>The head is turned; its pose goes into the picture.</source>
        <translation>头部转向一侧；此姿势会带入图片。</translation>
    </message>
</context>
<context>
    <name>PhotoTile</name>
    <message>
        <source>Remove this photo</source>
        <translation>移除这张照片</translation>
    </message>
    <message>
        <source>Remove (Delete)</source>
        <translation>移除（Delete）</translation>
    </message>
    <message>
        <source>Delete removes it, Ctrl+Left and Ctrl+Right move it.</source>
        <translation>按 Delete 移除，按 Ctrl+Left 和 Ctrl+Right 移动。</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Chosen photo</source>
        <translation>已选照片</translation>
    </message>
    <message>
        <source>No photo</source>
        <translation>没有照片</translation>
    </message>
</context>
<context>
    <name>PosePanel</name>
    <message>
        <source>Pose</source>
        <translation>姿势</translation>
    </message>
    <message>
        <source>What is seen in the photo of the pose</source>
        <translation>姿势照片中看到的内容</translation>
    </message>
    <message>
        <source>Another photo…</source>
        <translation>另一张照片…</translation>
    </message>
    <message>
        <source>Choose a photo of the pose</source>
        <translation>选择姿势照片</translation>
    </message>
    <message>
        <source>First photo</source>
        <translation>第一张照片</translation>
    </message>
    <message>
        <source>Hold the head as in the person&apos;s first photo</source>
        <translation>头部姿势与人物的第一张照片相同</translation>
    </message>
    <message>
        <source>Choose a person first.</source>
        <translation>请先选择人物。</translation>
    </message>
    <message>
        <source>A photo, of anybody, whose head is held as it should be in the picture.</source>
        <translation>任何人的照片，只要头部姿势与图片所需一致。</translation>
    </message>
    <message>
        <source>No person yet</source>
        <translation>尚无人物</translation>
    </message>
    <message>
        <source>Landmarks set by hand</source>
        <translation>手动设置的关键点</translation>
    </message>
    <message>
        <source>another photo</source>
        <translation>另一张照片</translation>
    </message>
    <message>
        <source>As in {0}</source>
        <translation>同“{0}”</translation>
    </message>
    <message>
        <source>As in the first photo</source>
        <translation>同第一张照片</translation>
    </message>
</context>
<context>
    <name>PromptPanel</name>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>A portrait of a woman in a red coat, oil painting…</source>
        <translation>A portrait of a woman in a red coat, oil painting…（请用英文）</translation>
    </message>
    <message>
        <source>Not in the picture: blurry, text…</source>
        <translation>图片中不要出现：blurry, text…</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Raise the weight of words</source>
        <translation>提高词语权重</translation>
    </message>
    <message>
        <source>Lower the weight of words</source>
        <translation>降低词语权重</translation>
    </message>
    <message>
        <source>Earlier prompt</source>
        <translation>较早的提示词</translation>
    </message>
    <message>
        <source>Later prompt</source>
        <translation>较新的提示词</translation>
    </message>
    <message>
        <source>Style {0}</source>
        <translation>风格：{0}</translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>What the picture shows. (word:1.2) counts for more, (word:0.8) for less.</source>
        <translation>图片的内容。(word:1.2) 权重更高，(word:0.8) 权重更低。</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>反向提示词</translation>
    </message>
    <message>
        <source>What the picture should not show.</source>
        <translation>图片中不应出现的内容。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Image prompts</source>
        <translation>图像提示</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Start image</source>
        <translation>起始图像</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>Name of the model pack.</source>
        <translation>模型包的名称。</translation>
    </message>
    <message>
        <source>IdentityNet&apos;s window</source>
        <translation>IdentityNet 作用区间</translation>
    </message>
    <message>
        <source>First and last share of the steps in which IdentityNet acts; a late start or an early end leaves the pose freer.</source>
        <translation>IdentityNet 起作用的步数区间；较晚开始或较早结束会让姿势更自由。</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>One or more photos of one person.</source>
        <translation>同一人物的一张或多张照片。</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Which face of the first photo, from the left; empty: the largest.</source>
        <translation>第一张照片中从左数的第几张人脸；留空则为最大的一张。</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>Weight λ of the ID tokens in every cross-attention layer.</source>
        <translation>身份令牌在每个交叉注意力层中的权重 λ。</translation>
    </message>
    <message>
        <source>Face structure</source>
        <translation>面部结构</translation>
    </message>
    <message>
        <source>Scale of IdentityNet, which places the face.</source>
        <translation>IdentityNet 的强度，决定人脸位置。</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>Eyes (image-left first), nose, mouth corners (image-left first), in pixels of the picture; empty: as in the first photo.</source>
        <translation>双眼（画面左侧在前）、鼻子、嘴角（画面左侧在前），以图片像素计；留空则同第一张照片。</translation>
    </message>
    <message>
        <source>Pose photo</source>
        <translation>姿势照片</translation>
    </message>
    <message>
        <source>A photo whose landmarks are used; empty: the first reference.</source>
        <translation>使用其关键点的照片；留空则为第一张参考照片。</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Mask of where this person acts: white is inside.</source>
        <translation>此人物作用区域的蒙版：白色为内部。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>作用区间</translation>
    </message>
    <message>
        <source>First and last share of the steps in which it acts.</source>
        <translation>起作用的步数区间。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Name of an image-prompt adapter of the pack.</source>
        <translation>模型包中图像提示适配器的名称。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Weight λ of the image in the cross-attention layers.</source>
        <translation>图像在交叉注意力层中的权重 λ。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Which blocks listen: all, those of style, or of composition.</source>
        <translation>哪些模块受影响：全部、风格或构图。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Composition</source>
        <translation>构图</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>蒙版</translation>
    </message>
    <message>
        <source>Where it acts: white is inside.</source>
        <translation>作用区域：白色为内部。</translation>
    </message>
    <message>
        <source>ControlNet</source>
        <translation>ControlNet</translation>
    </message>
    <message>
        <source>Name of a ControlNet of the pack.</source>
        <translation>模型包中 ControlNet 的名称。</translation>
    </message>
    <message>
        <source>Control image</source>
        <translation>控制图像</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Name of a LoRA of the pack.</source>
        <translation>模型包中 LoRA 的名称。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>How strongly it acts; 0: not at all.</source>
        <translation>作用强度；0 表示不起作用。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Share of the steps that are run on the image.</source>
        <translation>在图像上运行的步数比例。</translation>
    </message>
    <message>
        <source>What may change: white.</source>
        <translation>可变化的部分：白色。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Pixels, a multiple of 8.</source>
        <translation>像素，8 的倍数。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>More steps take longer and bring out more detail.</source>
        <translation>步数越多，耗时越长，细节越丰富。</translation>
    </message>
    <message>
        <source>Guidance scale</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>How closely to follow; up to 1: no guidance.</source>
        <translation>遵循提示词的程度；不大于 1 表示不引导。</translation>
    </message>
    <message>
        <source>Guess mode</source>
        <translation>猜测模式</translation>
    </message>
    <message>
        <source>IdentityNet acts on the conditional half only.</source>
        <translation>IdentityNet 只作用于有条件的一半。</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>调度器</translation>
    </message>
    <message>
        <source>How the noise is taken away, step by step.</source>
        <translation>逐步去除噪声的方式。</translation>
    </message>
    <message>
        <source>Euler</source>
        <translation>Euler</translation>
    </message>
    <message>
        <source>Euler ancestral</source>
        <translation>Euler ancestral</translation>
    </message>
    <message>
        <source>DDIM</source>
        <translation>DDIM</translation>
    </message>
    <message>
        <source>DPM++ 2M</source>
        <translation>DPM++ 2M</translation>
    </message>
    <message>
        <source>UniPC</source>
        <translation>UniPC</translation>
    </message>
    <message>
        <source>LCM</source>
        <translation>LCM</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>First picture&apos;s seed; the next ones count up.</source>
        <translation>第一张图片的种子；后续依次加一。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>How many, each with its own seed.</source>
        <translation>数量，每张使用各自的种子。</translation>
    </message>
</context>
<context>
    <name>ReferenceStrip</name>
    <message>
        <source>Add photos of this person</source>
        <translation>添加此人物的照片</translation>
    </message>
    <message>
        <source>Drop further photos of this person here, or click.</source>
        <translation>将此人物的更多照片拖到这里，或点击选择。</translation>
    </message>
    <message>
        <source>Photo {0} of {1}</source>
        <translation>第 {0} 张照片，共 {1} 张</translation>
    </message>
    <message>
        <source>Photos of a person</source>
        <translation>人物照片</translation>
    </message>
    <message>
        <source>Remove the photo</source>
        <translation>移除照片</translation>
    </message>
    <message>
        <source>Move the photo left</source>
        <translation>左移照片</translation>
    </message>
    <message>
        <source>Move the photo right</source>
        <translation>右移照片</translation>
    </message>
</context>
<context>
    <name>SampleStrip</name>
    <message>
        <source>Sample person {0}</source>
        <translation>示例人物 {0}</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the settings (Esc)</source>
        <translation>关闭设置（Esc）</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The language of the window. Prompts are best in English.</source>
        <translation>界面语言。提示词最好使用英文。</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Pictures, photos and projects lie here:</source>
        <translation>图片、照片和项目保存在：</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the folder of the library</source>
        <translation>打开图库文件夹</translation>
    </message>
    <message>
        <source>Show this folder in the file manager</source>
        <translation>在文件管理器中显示此文件夹</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: Likeness makes no connection.</source>
        <translation>任何数据都不会离开这台电脑：Likeness 不会联网。</translation>
    </message>
    <message>
        <source>Deleted pictures stay in the trash until the window is closed.</source>
        <translation>已删除的图片会留在回收站，直到关闭窗口。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Reset the setting to its default</source>
        <translation>将设置恢复为默认值</translation>
    </message>
    <message>
        <source> · {0} waiting</source>
        <translation> · {0} 个等待中</translation>
    </message>
    <message>
        <source>Cancel the picture{0}</source>
        <translation>取消图片{0}</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>缺少的内容</translation>
    </message>
    <message>
        <source>Generate (Ctrl+Enter). While a picture is drawn, this queues another one.</source>
        <translation>生成（Ctrl+Enter）。绘制过程中会将下一张加入队列。</translation>
    </message>
    <message>
        <source>Cancel the picture that is being drawn (Esc)</source>
        <translation>取消正在绘制的图片（Esc）</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Generate {0} pictures</source>
        <translation>生成 {0} 张图片</translation>
    </message>
    <message>
        <source>{0} · about {1}</source>
        <translation>{0} · 约 {1}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
</context>
<context>
    <name>SizePresets</name>
    <message>
        <source>Square, {0} by {1} pixels</source>
        <translation>方形，{0} × {1} 像素</translation>
    </message>
    <message>
        <source>Upright, {0} by {1} pixels</source>
        <translation>竖向，{0} × {1} 像素</translation>
    </message>
    <message>
        <source>Wide, {0} by {1} pixels</source>
        <translation>横向，{0} × {1} 像素</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>How alike the face in the picture and the face in the photo are to the face recogniser: the cosine of the angle between their embeddings. 1 is the same face; two strangers are near 0.</source>
        <translation>人脸识别模型认为图片中的人脸与照片中的人脸有多相似：两者嵌入向量夹角的余弦值。1 表示同一张脸；两个陌生人接近 0。</translation>
    </message>
    <message>
        <source>The face models see no face in the picture, so its likeness can&apos;t be told. More steps or a higher face structure often bring one out.</source>
        <translation>人脸模型在图片中没有找到人脸，因此无法给出相似度。增加步数或提高面部结构强度通常会有帮助。</translation>
    </message>
    <message>
        <source>No face found in the picture</source>
        <translation>图片中未找到人脸</translation>
    </message>
    <message>
        <source>Likeness {0}</source>
        <translation>相似度 {0}</translation>
    </message>
    <message>
        <source>Seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>Start with {0}</source>
        <translation>从 {0} 开始</translation>
    </message>
    <message>
        <source>Choose a photo…</source>
        <translation>选择照片…</translation>
    </message>
    <message>
        <source>Draw a first portrait</source>
        <translation>生成第一张肖像</translation>
    </message>
    <message>
        <source>Choose a person, say what the picture should show, and press Generate.</source>
        <translation>选择一个人物，描述图片内容，然后按“生成”。</translation>
    </message>
    <message>
        <source>Begin with a person</source>
        <translation>从一个人物开始</translation>
    </message>
    <message>
        <source>Share of the picture that is done</source>
        <translation>图片的完成比例</translation>
    </message>
    <message>
        <source>The photo of the person</source>
        <translation>人物照片</translation>
    </message>
    <message>
        <source>Use this recipe</source>
        <translation>使用此配方</translation>
    </message>
    <message>
        <source>Load everything that drew this picture into the panels</source>
        <translation>将生成此图片的全部设置载入面板</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Where pictures are drawn.</source>
        <translation>生成图片所用的设备。</translation>
    </message>
    <message>
        <source>What this window and the engine take now.</source>
        <translation>本窗口和引擎目前占用的内存。</translation>
    </message>
    <message>
        <source>Likeness makes no connection, and tells every library not to.</source>
        <translation>Likeness 不会联网，也禁止所用的程序库联网。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>Pack: {0}</source>
        <translation>模型包：{0}</translation>
    </message>
    <message>
        <source>Licences of the models</source>
        <translation>模型许可证</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Offline: nothing leaves this computer</source>
        <translation>离线：数据不会离开这台电脑</translation>
    </message>
    <message>
        <source>Engine starting…</source>
        <translation>引擎正在启动…</translation>
    </message>
    <message>
        <source>Engine can&apos;t start</source>
        <translation>引擎无法启动</translation>
    </message>
    <message>
        <source>Engine ready on {0}</source>
        <translation>引擎已就绪（{0}）</translation>
    </message>
</context>
<context>
    <name>StyleTile</name>
    <message>
        <source>Style {0}</source>
        <translation>风格：{0}</translation>
    </message>
    <message>
        <source>{0} (Space). Once more takes the style away.</source>
        <translation>{0}（空格）。再按一次则取消此风格。</translation>
    </message>
</context>
<context>
    <name>Styles</name>
    <message>
        <source>No style</source>
        <translation>无风格</translation>
    </message>
    <message>
        <source>Flat vector</source>
        <translation>扁平矢量</translation>
    </message>
    <message>
        <source>Watercolor</source>
        <translation>水彩</translation>
    </message>
    <message>
        <source>Pencil sketch</source>
        <translation>铅笔素描</translation>
    </message>
    <message>
        <source>Pop art</source>
        <translation>波普艺术</translation>
    </message>
    <message>
        <source>Oil painting</source>
        <translation>油画</translation>
    </message>
    <message>
        <source>Neon</source>
        <translation>霓虹</translation>
    </message>
    <message>
        <source>Film noir</source>
        <translation>黑色电影</translation>
    </message>
    <message>
        <source>Line art</source>
        <translation>线稿</translation>
    </message>
</context>
<context>
    <name>WordsEdit</name>
    <message>
        <source>Ctrl+Up and Ctrl+Down change the weight of a word or of what is selected.</source>
        <translation>按 Ctrl+Up 和 Ctrl+Down 可调整光标处词语或所选内容的权重。</translation>
    </message>
</context>
</TS>
