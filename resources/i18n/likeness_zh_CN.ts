<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
    <name>Drawing</name>
    <message>
        <source>The photo shows no face. Choose another one.</source>
        <translation>照片中没有人脸，请另选一张。</translation>
    </message>
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
    <name>MainWindow</name>
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
</TS>
