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
    <name>Details</name>
    <message>
        <source>Details of the picture</source>
        <translation>图片详情</translation>
    </message>
    <message>
        <source>Add a title</source>
        <translation>添加标题</translation>
    </message>
    <message>
        <source>Title of the picture</source>
        <translation>图片标题</translation>
    </message>
    <message>
        <source>A name for this picture, found by the search</source>
        <translation>这张图片的名称，可被搜索到</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星级</translation>
    </message>
    <message>
        <source>Stars (keys 0 to 5)</source>
        <translation>星级（按键 0 至 5）</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>选中标记</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>排除标记</translation>
    </message>
    <message>
        <source>Use everything</source>
        <translation>全部使用</translation>
    </message>
    <message>
        <source>Load the whole recipe into the panels</source>
        <translation>将整个配方载入面板</translation>
    </message>
    <message>
        <source>Use only a part</source>
        <translation>只使用一部分</translation>
    </message>
    <message>
        <source>Vary: draw it again with another seed, at once</source>
        <translation>变化：立即用另一个种子重新生成</translation>
    </message>
    <message>
        <source>Folder, export, rename, delete</source>
        <translation>文件夹、导出、重命名、删除</translation>
    </message>
    <message>
        <source>Facts and recipe</source>
        <translation>信息与配方</translation>
    </message>
    <message>
        <source>Choose a picture to see how it was drawn.</source>
        <translation>选择一张图片，查看它是如何生成的。</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Likeness {0}</source>
        <translation>相似度 {0}</translation>
    </message>
    <message>
        <source>drawn in {0} s</source>
        <translation>用时 {0} 秒</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
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
    <name>GalleryActions</name>
    <message>
        <source>Use only</source>
        <translation>只使用</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星级</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>评星</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Rename picture</source>
        <translation>重命名图片</translation>
    </message>
    <message>
        <source>Delete picture</source>
        <translation>删除图片</translation>
    </message>
    <message>
        <source>Delete {0} pictures</source>
        <translation>删除 {0} 张图片</translation>
    </message>
    <message>
        <source>Export a copy without metadata</source>
        <translation>导出不含元数据的副本</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>无星级</translation>
    </message>
    <message>
        <source>{0} of 5</source>
        <translation>{0} 星（共 5 星）</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>选中标记</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>排除标记</translation>
    </message>
    <message>
        <source>Remove flag</source>
        <translation>取消标记</translation>
    </message>
    <message>
        <source>Use everything</source>
        <translation>全部使用</translation>
    </message>
    <message>
        <source>Use seed</source>
        <translation>使用种子</translation>
    </message>
    <message>
        <source>Use prompt</source>
        <translation>使用提示词</translation>
    </message>
    <message>
        <source>Use people</source>
        <translation>使用人物</translation>
    </message>
    <message>
        <source>Use pose</source>
        <translation>使用姿势</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Export copy without metadata…</source>
        <translation>导出不含元数据的副本…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图库</translation>
    </message>
</context>
<context>
    <name>GalleryHead</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Size of the thumbnails (Ctrl + mouse wheel)</source>
        <translation>缩略图大小（Ctrl + 鼠标滚轮）</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Number of pictures: {0}</source>
        <translation>图片数量：{0}</translation>
    </message>
</context>
<context>
    <name>GalleryPanel</name>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Show all pictures of this project</source>
        <translation>显示此项目的所有图片</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>Search pictures</source>
        <translation>搜索图片</translation>
    </message>
    <message>
        <source>Details of the picture</source>
        <translation>图片详情</translation>
    </message>
    <message>
        <source>Words in the prompt or the title, in any order</source>
        <translation>提示词或标题中的词语，顺序不限</translation>
    </message>
    <message>
        <source>The recipe was loaded, but for this: {0}.</source>
        <translation>配方已载入，以下内容除外：{0}。</translation>
    </message>
    <message>
        <source>No picture is like that. Try other words, or clear the filters.</source>
        <translation>没有符合条件的图片。请换用其他词语，或清除筛选。</translation>
    </message>
    <message>
        <source>Pictures that you draw are kept here.</source>
        <translation>您生成的图片会保存在这里。</translation>
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
    <name>PictureList</name>
    <message>
        <source>Pictures of this project, newest first</source>
        <translation>此项目的图片，最新的在前</translation>
    </message>
</context>
<context>
    <name>PictureModel</name>
    <message>
        <source>Without a prompt</source>
        <translation>无提示词</translation>
    </message>
    <message>
        <source>{0} of 5 stars</source>
        <translation>{0} 星（共 5 星）</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>已选中</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已排除</translation>
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
        <source>The file of this picture can&apos;t be read.</source>
        <translation>无法读取此图片的文件。</translation>
    </message>
</context>
<context>
    <name>RecipeText</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>placed</source>
        <translation>已设置</translation>
    </message>
    <message>
        <source>given</source>
        <translation>已指定</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search in prompts and titles</source>
        <translation>在提示词和标题中搜索</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>At least so many stars</source>
        <translation>最低星级</translation>
    </message>
    <message>
        <source>Pictures with at least so many stars</source>
        <translation>不低于此星级的图片</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Any flag</source>
        <translation>任意标记</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>已选中</translation>
    </message>
    <message>
        <source>Not rejected</source>
        <translation>未排除</translation>
    </message>
    <message>
        <source>Without a flag</source>
        <translation>无标记</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Drawn with</source>
        <translation>生成方式</translation>
    </message>
    <message>
        <source>Any mechanism</source>
        <translation>任意方式</translation>
    </message>
    <message>
        <source>InstantID</source>
        <translation>InstantID</translation>
    </message>
    <message>
        <source>IP-Adapter</source>
        <translation>IP-Adapter</translation>
    </message>
    <message>
        <source>InstantID and IP-Adapter</source>
        <translation>InstantID 与 IP-Adapter</translation>
    </message>
    <message>
        <source>Words alone</source>
        <translation>仅文字</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>Any pack</source>
        <translation>任意模型包</translation>
    </message>
    <message>
        <source>In all projects</source>
        <translation>在所有项目中</translation>
    </message>
    <message>
        <source>Search the pictures of every project, and their names</source>
        <translation>搜索每个项目的图片，以及项目名称</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Show all pictures of this project</source>
        <translation>显示此项目的所有图片</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>Filters: some are on</source>
        <translation>筛选：已启用</translation>
    </message>
    <message>
        <source>Filters: none is on</source>
        <translation>筛选：未启用</translation>
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
</TS>
