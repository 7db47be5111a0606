<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Abilities</name>
    <message>
        <source>This pack has no InstantID, which keeps a person&apos;s likeness.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This pack has no face models, which read a person&apos;s photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This pack has no IP-Adapter, which reads image prompts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This pack has no LoRAs.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Pasted picture</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfold {0} (Space)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to {1}, usually {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usually {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click or Ctrl+Shift+R resets it.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is seen in the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo shows no face. Choose another one.</source>
        <translation type="unfinished">照片中没有人脸，请另选一张。</translation>
    </message>
    <message>
        <source>No face in photo {0}. Remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a photo here, paste one (Ctrl+V), or click to choose a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not with this pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a photo, or choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo of the person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImagePromptTray</name>
    <message>
        <source>Move this picture up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move this picture down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the image prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image prompt {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImagePromptsPanel</name>
    <message>
        <source>Image prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an image prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an image prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove an image prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of image prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {0} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not with this pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add another picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a picture, or choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture whose style and content the portrait takes up.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraRow</name>
    <message>
        <source>Use the LoRA {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Load recipe</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another seed now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this seed for the next pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Photo</name>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for a face…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One face found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No face found. Choose a photo that shows one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} faces found; the largest is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face is blurred; a sharp photo keeps the likeness better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The head is turned; its pose goes into the picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoTile</name>
    <message>
        <source>Remove this photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete removes it, Ctrl+Left and Ctrl+Right move it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Chosen photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PosePanel</name>
    <message>
        <source>Pose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is seen in the photo of the pose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another photo…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo of the pose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the head as in the person&apos;s first photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a person first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A photo, of anybody, whose head is held as it should be in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No person yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landmarks set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the first photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PromptPanel</name>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A portrait of a woman in a red coat, oil painting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in the picture: blurry, text…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Styles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the weight of words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the weight of words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the picture shows. (word:1.2) counts for more, (word:0.8) for less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the picture should not show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pack</source>
        <translation type="unfinished">模型包</translation>
    </message>
    <message>
        <source>Name of the model pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IdentityNet&apos;s window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First and last share of the steps in which IdentityNet acts; a late start or an early end leaves the pose freer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One or more photos of one person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which face of the first photo, from the left; empty: the largest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight λ of the ID tokens in every cross-attention layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale of IdentityNet, which places the face.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eyes (image-left first), nose, mouth corners (image-left first), in pixels of the picture; empty: as in the first photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pose photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A photo whose landmarks are used; empty: the first reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask of where this person acts: white is inside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First and last share of the steps in which it acts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of an image-prompt adapter of the pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight λ of the image in the cross-attention layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which blocks listen: all, those of style, or of composition.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Composition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it acts: white is inside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ControlNet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a ControlNet of the pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a LoRA of the pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How strongly it acts; 0: not at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the steps that are run on the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What may change: white.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels, a multiple of 8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More steps take longer and bring out more detail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guidance scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How closely to follow; up to 1: no guidance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guess mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IdentityNet acts on the conditional half only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the noise is taken away, step by step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Euler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Euler ancestral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DDIM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DPM++ 2M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UniPC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LCM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First picture&apos;s seed; the next ones count up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many, each with its own seed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReferenceStrip</name>
    <message>
        <source>Add photos of this person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop further photos of this person here, or click.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos of a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the photo left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the photo right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SampleStrip</name>
    <message>
        <source>Sample person {0}</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the setting to its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · {0} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the picture{0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate (Ctrl+Enter). While a picture is drawn, this queues another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the picture that is being drawn (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate</source>
        <translation type="unfinished">生成</translation>
    </message>
    <message>
        <source>Generate {0} pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} · about {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation type="unfinished">{0} 秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SizePresets</name>
    <message>
        <source>Square, {0} by {1} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upright, {0} by {1} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wide, {0} by {1} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
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
        <source>Likeness makes no connection, and tells every library that it uses not to.</source>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (Space). Once more takes the style away.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Styles</name>
    <message>
        <source>No style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flat vector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watercolor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pencil sketch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pop art</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oil painting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Film noir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line art</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WordsEdit</name>
    <message>
        <source>Ctrl+Up and Ctrl+Down change the weight of a word or of what is selected.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
